import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refuseUnsafeRole } from '#db/migrate.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { asRole, connect, tried, type Sql } from './as-role.ts';

const at = useDatabase();
let firm: Firm;
let superuser: Sql;

const lookUps = [
  'check_facts',
  'key_facts',
  'log_key_facts',
  'membership_facts',
  'page_facts',
  'short_link_facts',
  'version_facts',
];

beforeAll(async () => {
  superuser = connect(at.superUrl, null);
  firm = await aFirm();
  receiptOf(await answerInvitation(firm, aPhone(), { item: ['order'] }));
});
afterAll(() => superuser.end({ timeout: 5 }));

async function tableNames(): Promise<string[]> {
  const rows = await superuser<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  return rows.map((r) => r.name);
}

describe('the role of the checks', () => {
  test('may execute the look-ups', async () => {
    await asRole(at.appUrl, 'jawort_check', async (sql) => {
      expect(await tried(sql, null, 'select * from public.page_facts($1, $2)', [firm.slug, 'auftrag'])).toBe(
        1,
      );
      expect(await tried(sql, null, 'select * from public.version_facts($1)', [firm.versionId])).toBe(1);
      expect(await tried(sql, null, 'select * from public.membership_facts($1)', ['nobody'])).toBe(0);
    });
  });

  test('and nothing else: every table is closed to it, with a tenant or without', async () => {
    const names = await tableNames();
    await asRole(at.appUrl, 'jawort_check', async (sql) => {
      for (const name of names) {
        for (const tenant of [null, firm.businessId]) {
          expect(await tried(sql, tenant, `select 1 from public.${name}`), name).toBe('42501');
        }
        expect(await tried(sql, firm.businessId, `delete from public.${name}`), name).toBe('42501');
      }
      expect(await tried(sql, null, 'select 1 from pgboss.job')).toBe('42501');
      expect(await tried(sql, null, 'create table public.own (x int)')).toBe('42501');
    });
  });
});

test('the role of the sign-in reads its own tables and no other', async () => {
  const names = await tableNames();
  await asRole(at.appUrl, 'jawort_auth', async (sql) => {
    for (const name of names) {
      const outcome = await tried(sql, firm.businessId, `select 1 from public.${name}`);
      expect(outcome, name).toBe(name.startsWith('auth_') ? 0 : '42501');
    }
    expect(await tried(sql, null, 'select * from public.page_facts($1, $2)', [firm.slug, 'auftrag'])).toBe(
      '42501',
    );
    expect(await tried(sql, null, 'select 1 from pgboss.job')).toBe('42501');
  });
});

test('the app reads no sign-in tables: whoever breaks into it finds no session', async () => {
  const names = await tableNames();
  await asRole(at.appUrl, 'jawort_app', async (sql) => {
    for (const name of names.filter((n) => n.startsWith('auth_')))
      expect(await tried(sql, null, `select 1 from public.${name}`), name).toBe('42501');
  });
});

test('the login itself has no rights before it takes on a role', async () => {
  const names = await tableNames();
  await asRole(at.appUrl, null, async (sql) => {
    for (const name of names)
      expect(await tried(sql, firm.businessId, `select 1 from public.${name}`), name).toBe('42501');
  });
});

test('the owner of the tables is fenced too: without a tenant it sees no row', async () => {
  await asRole(at.adminUrl, null, async (sql) => {
    for (const name of (await tableNames()).filter((n) => !n.startsWith('auth_'))) {
      expect(await tried(sql, null, `select 1 from public.${name}`), name).toBe(0);
    }
  });
});

describe('the functions', () => {
  interface Fn {
    name: string;
    definer: boolean;
    owner: string;
    config: string[] | null;
    runners: string[];
  }
  async function functions(): Promise<Fn[]> {
    return superuser<Fn[]>`
      select p.proname as name, p.prosecdef as definer, p.proowner::regrole::text as owner, p.proconfig as config,
        array(select coalesce(nullif(a.grantee, 0)::regrole::text, 'PUBLIC') from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
              where a.privilege_type = 'EXECUTE' order by 1) as runners
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' order by 1`;
  }

  test('that look past the fences are exactly the look-ups, and belong to a role nobody can log in as', async () => {
    const definers = (await functions()).filter((f) => f.definer);
    expect(definers.map((f) => f.name)).toEqual(lookUps);
    expect(new Set(definers.map((f) => f.owner))).toEqual(new Set(['jawort_lookup']));
    const [role] =
      await superuser`select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'jawort_lookup'`;
    expect(role).toEqual({ rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolcreaterole: false });
  });

  test('have a fixed search path, and none may be run by everybody', async () => {
    for (const f of await functions()) {
      expect(f.config, f.name).toContain('search_path=pg_catalog, pg_temp');
      expect(f.runners, f.name).not.toContain('PUBLIC');
      if (f.definer)
        expect(
          f.runners.filter((r) => !['jawort_lookup', 'jawort_app', 'jawort_check'].includes(r)),
          f.name,
        ).toEqual([]);
    }
  });

  test('the look-ups’ role may read the columns it needs and write nothing', async () => {
    const rights = await superuser<{ what: string }[]>`
      select table_name || '.' || privilege_type as what from information_schema.column_privileges
      where grantee = 'jawort_lookup' and privilege_type <> 'SELECT'`;
    expect([...rights]).toEqual([]);
    const secrets = await superuser<{ what: string }[]>`
      select table_name || '.' || column_name as what from information_schema.column_privileges
      where grantee = 'jawort_lookup' and column_name in ('sealed', 'leaf', 'token_hash', 'subjects', 'email')`;
    expect([...secrets]).toEqual([]);
  });
});

describe('the start', () => {
  test('takes the app’s login', async () => {
    await expect(refuseUnsafeRole(at.appUrl)).resolves.toBeUndefined();
  });

  test('refuses the owner, a superuser and one who can become either, each in one sentence', async () => {
    await expect(refuseUnsafeRole(at.adminUrl)).rejects.toThrow(`"${new URL(at.adminUrl).username}"`);
    await expect(refuseUnsafeRole(at.superUrl)).rejects.toThrow(/"postgres", which may bypass the fences/);
  });

  test.each([
    ['bypasses the fences', 'bypassrls', /may bypass the fences/, false],
    ['was not prepared', '', /was not prepared/, false],
    ['can become the owner', '', /owns the tables/, true],
  ])('refuses one who %s', async (what, option, sentence, becomesOwner) => {
    // Roles belong to the whole server: a name of this test's own, removed again.
    const name = `unsafe_${String(what.length)}_${String(process.pid)}`;
    await superuser.unsafe(`create role ${name} login ${option} password 'p'`);
    try {
      // Before 16 a grant alone cannot say that nothing is inherited.
      if (becomesOwner) {
        await superuser.unsafe(`alter role ${name} noinherit`);
        await superuser.unsafe(`grant ${new URL(at.adminUrl).username} to ${name}`);
      }
      if (option !== '') await superuser.unsafe(`grant jawort_app, jawort_check to ${name}`);
      const url = new URL(at.appUrl);
      await superuser.unsafe(`grant connect on database ${url.pathname.slice(1)} to ${name}`);
      url.username = name;
      url.password = 'p';
      await expect(refuseUnsafeRole(url.href)).rejects.toThrow(sentence);
    } finally {
      await superuser.unsafe(`drop owned by ${name}`);
      await superuser.unsafe(`drop role ${name}`);
    }
  });
});
