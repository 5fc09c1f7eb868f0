import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, type Firm } from '#tests/support/scene.ts';
import { connect, type Sql } from './as-role.ts';

/*
 * The statements that run at every check and every answer find their rows by key, whatever the number of contacts:
 * 10,000 of this firm's and as many of another's.
 */

const at = useDatabase();
const contactCount = 10_000;
let firm: Firm;
let superuser: Sql;

beforeAll(async () => {
  firm = await aFirm();
  const other = await aFirm();
  superuser = connect(at.superUrl, null);
  for (const f of [firm, other]) {
    await superuser`insert into contact select ${f.businessId}, md5(${f.slug} || 'c' || n)::uuid, now() from generate_series(1, ${contactCount}) n`;
    await superuser`insert into contact_key select ${f.businessId}, md5(${f.slug} || 'c' || n)::uuid, '\\x00' from generate_series(1, ${contactCount}) n`;
    await superuser`
      insert into identifier select ${f.businessId}, md5(${f.slug} || 'i' || n)::uuid, md5(${f.slug} || 'c' || n)::uuid, 'phone', 1,
        sha256(convert_to(${f.slug} || n, 'UTF8')), '\\x00', now() from generate_series(1, ${contactCount}) n`;
    await superuser`
      insert into consent_state select ${f.businessId}, md5(${f.slug} || 'i' || n)::uuid, p, 'whatsapp', 'established', md5(${f.slug} || 'c' || n)::uuid,
        'granted', 'service', p, ${f.versionId}, 'number_delivery', '{}', 0, gen_random_uuid(), now(), now(), null
      from generate_series(1, ${contactCount}) n, unnest(array['order', 'photos']) p`;
    await superuser`
      insert into invitation select ${f.businessId}, md5(${f.slug} || 'v' || n)::uuid, sha256(convert_to('t' || n, 'UTF8')), md5(${f.slug} || 'c' || n)::uuid,
        md5(${f.slug} || 'i' || n)::uuid, ${f.pageId}, 'whatsapp', 'key:1', null, now(), now(), null from generate_series(1, ${contactCount}) n`;
  }
  await superuser`analyze`;
}, 120_000);
afterAll(() => superuser.end({ timeout: 5 }));

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** Which tables a statement reads from end to end, small ones left out. */
async function tablesReadWhole(run: Sql, statement: string, values: (string | Buffer)[]): Promise<string[]> {
  const [row] = await run.unsafe<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(
    `explain (format json) ${statement}`,
    values,
  );
  const found: string[] = [];
  const visit = (plan: Plan): void => {
    if (plan['Node Type'] === 'Seq Scan') found.push(plan['Relation Name'] ?? '?');
    for (const child of plan.Plans ?? []) visit(child);
  };
  for (const { Plan: plan } of row?.['QUERY PLAN'] ?? []) visit(plan);
  const big = [
    'contact',
    'contact_key',
    'identifier',
    'consent_state',
    'invitation',
    'receipt',
    'event',
    'event_contact',
    'log_node',
  ];
  return found.filter((name) => big.includes(name));
}

const hex = (text: string) => `decode(md5('${text}') || md5('${text}'), 'hex')`;

describe('with 10,000 contacts', () => {
  test('a check finds its facts by key, for one question and for as many as come together at 64 connections', async () => {
    const [fn] = await superuser<
      { body: string }[]
    >`select prosrc as body from pg_proc where proname = 'check_facts'`;
    for (const questions of [1, 30]) {
      // A function's body is planned apart from its call, so it is planned here with its arguments in place.
      const body = (fn?.body ?? '')
        .replaceAll('p_business', `array_fill('${firm.businessId}'::uuid, array[${String(questions)}])`)
        .replaceAll('p_key_hash', `array_fill('\\x00'::bytea, array[${String(questions)}])`)
        .replaceAll('p_data', `array_fill('${firm.businessId}'::uuid, array[${String(questions)}])`)
        .replaceAll('p_kind', `array_fill('phone'::text, array[${String(questions)}])`)
        .replaceAll('p_purpose', `array_fill('order'::text, array[${String(questions)}])`)
        .replaceAll('p_channel', `array_fill('whatsapp'::text, array[${String(questions)}])`)
        .replaceAll(
          'p_index',
          `(select array_agg(blind_index) from (select ${hex('x')} as blind_index from generate_series(1, ${String(questions)})) x)`,
        );
      expect(await tablesReadWhole(superuser, body, []), `${String(questions)} questions`).toEqual([]);
    }
  });

  test('and answers 256 questions in a few milliseconds a question, as the function itself', async () => {
    const indexes = await superuser<
      { index: string }[]
    >`select encode(blind_index, 'hex') as index from identifier where business_id = ${firm.businessId} limit 256`;
    const literal = `{${indexes.map((i) => `"\\\\x${i.index}"`).join(',')}}`;
    const began = performance.now();
    const rows = await superuser`
      select * from public.check_facts(array_fill(${firm.businessId}::uuid, array[256]), array_fill('\\x00'::bytea, array[256]),
        array_fill(${firm.businessId}::uuid, array[256]), array_fill('phone'::text, array[256]), ${literal}::text::bytea[],
        array_fill('order'::text, array[256]), array_fill('whatsapp'::text, array[256]))`;
    expect(rows).toHaveLength(256);
    // Reading 20,000 states from end to end for each would take seconds.
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test.each([
    [
      'a contact by its index',
      `select * from identifier where business_id = $1 and kind = 'phone' and key_version = 1 and blind_index = ${hex('a')}`,
    ],
    [
      'an identifier by id',
      `select * from identifier where business_id = $1 and identifier_id = md5('a')::uuid`,
    ],
    [
      'the key of a contact',
      `select * from contact_key where business_id = $1 and contact_id = md5('a')::uuid`,
    ],
    [
      'the lines of an identifier',
      `select * from consent_state where business_id = $1 and identifier_id in (md5('a')::uuid, md5('b')::uuid)`,
    ],
    [
      'the lines of a contact',
      `select * from consent_state where business_id = $1 and contact_id = md5('a')::uuid`,
    ],
    [
      'an invitation by its link',
      `select * from invitation where business_id = $1 and token_hash = ${hex('a')}`,
    ],
  ])('%s is found by key, with row-level security on', async (_what, statement) => {
    const app = connect(at.appUrl, 'jawort_app');
    try {
      // One connection that stays: the tenant is set for its session, and the plan is made under the policy.
      await app`select set_config('app.business_id', ${firm.businessId}, false)`;
      expect(await tablesReadWhole(app, statement, [firm.businessId])).toEqual([]);
    } finally {
      await app.end({ timeout: 5 });
    }
  });
});

test('a plan that reads a table whole is seen by this test', async () => {
  expect(
    await tablesReadWhole(superuser, 'select * from identifier where sealed = $1', [Buffer.from('x')]),
  ).toEqual(['identifier']);
});
