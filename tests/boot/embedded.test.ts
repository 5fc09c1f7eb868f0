import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat, writeFile, cp, rename } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterEach, describe, expect, test } from 'vitest';
import { openEmbedded, type Embedded } from '#db/boot/embedded.ts';
import { readPidFile } from '#db/boot/pid-file.ts';
import { systemFolder } from '#db/boot/reach.ts';

const root = process.cwd();
const opened: Embedded[] = [];
const folders: string[] = [];
const asRoot = process.getuid?.() === 0;

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.stop();
  for (const each of folders.splice(0)) await rm(each, { recursive: true, force: true });
});

async function aFolder(mode = 0o755): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'jawort-boot-'));
  await chmod(folder, mode);
  folders.push(folder);
  return folder;
}

async function open(
  dataDir: string,
  given: { masterKey?: Uint8Array; said?: string[] } = {},
): Promise<Embedded> {
  const database = await openEmbedded({
    dataDir,
    masterKey: given.masterKey ?? null,
    authSecret: null,
    say: (line) => given.said?.push(line),
  });
  opened.push(database);
  return database;
}

async function ask<T>(url: string, act: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await act(sql);
  } finally {
    await sql.end();
  }
}

/** Another process that opens the data directory and then waits to be killed. */
async function anotherProcess(dataDir: string) {
  const script = `
    import { openEmbedded } from '#db/boot/embedded.ts';
    const database = await openEmbedded({ dataDir: ${JSON.stringify(dataDir)}, masterKey: null, authSecret: null, say: () => undefined });
    console.log(JSON.stringify({ appUrl: database.appUrl, owned: database.owned }));
    process.on('SIGTERM', async () => { await database.stop(); process.exit(0); });
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())),
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  return { ...(JSON.parse(line) as { appUrl: string; owned: boolean }), end };
}

describe('the built-in database', () => {
  test('is PostgreSQL 18 with checksums and a fixed order of text; the app owns nothing; only loopback listens', async () => {
    const { adminUrl, appUrl, owned } = await open(path.join(await aFolder(), 'data'));
    expect(owned).toBe(true);
    const [facts] = await ask(
      adminUrl,
      (sql) => sql`
      select current_setting('server_version_num')::int / 10000 as major, current_setting('data_checksums') as checksums,
        current_setting('listen_addresses') as listens, current_setting('fsync') as fsync,
        datlocprovider::text as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding, pg_get_userbyid(datdba) as owner
      from pg_database where datname = current_database()`,
    );
    expect(facts).toEqual({
      major: 18,
      checksums: 'on',
      listens: '127.0.0.1',
      fsync: 'on',
      provider: 'b',
      locale: 'C.UTF-8',
      encoding: 'UTF8',
      owner: 'jawort_owner',
    });
    const roles = await ask(
      adminUrl,
      (sql) => sql`
      select rolname as name, rolsuper as super, rolcreaterole as makes, rolinherit as inherits, rolbypassrls as bypasses
      from pg_roles where rolname like 'jawort%' order by 1`,
    );
    expect(roles).toEqual([
      { name: 'jawort_login', super: false, makes: false, inherits: false, bypasses: false },
      { name: 'jawort_owner', super: false, makes: true, inherits: true, bypasses: false },
    ]);
    await expect(ask(appUrl, (sql) => sql`create table x ()`)).rejects.toMatchObject({ code: '42501' });
    await expect(ask(appUrl, (sql) => sql`create temporary table x ()`)).rejects.toMatchObject({
      code: '42501',
    });
    await expect(ask(appUrl, (sql) => sql`create role x`)).rejects.toMatchObject({ code: '42501' });
  });

  test('keeps its secrets for itself, and the same ones at the next start', async () => {
    const dataDir = path.join(await aFolder(), 'data');
    const first = await open(dataDir);
    await ask(first.adminUrl, (sql) => sql`create table kept as select 7 as n`);
    await first.stop();
    expect(await readPidFile(path.join(dataDir, 'postgres'))).toBeNull();
    expect((await stat(path.join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
    const second = await open(dataDir);
    expect(second.secrets).toEqual(first.secrets);
    expect(second.secrets.masterKey).toHaveLength(32);
    expect(await ask(second.adminUrl, (sql) => sql`select n from kept`)).toEqual([{ n: 7 }]);
  });

  test('a wrong password is refused', async () => {
    const { appUrl } = await open(path.join(await aFolder(), 'data'));
    const wrong = new URL(appUrl);
    wrong.password = 'x';
    await expect(ask(wrong.href, (sql) => sql`select`)).rejects.toMatchObject({ code: '28P01' });
  });

  test('two starts at the same moment make one database, and one of them owns it', async () => {
    const dataDir = path.join(await aFolder(), 'data');
    const both = await Promise.all([open(dataDir), anotherProcess(dataDir)]);
    expect(both[0].appUrl).toBe(both[1].appUrl);
    expect(Number(both[0].owned) + Number(both[1].owned)).toBe(1);
    await both[1].end('SIGTERM');
  });

  test('a second process joins, and its end leaves the database running', async () => {
    const dataDir = path.join(await aFolder(), 'data');
    const first = await open(dataDir);
    const second = await anotherProcess(dataDir);
    expect(second).toMatchObject({ appUrl: first.appUrl, owned: false });
    await second.end('SIGTERM');
    expect(await ask(first.appUrl, (sql) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
  });

  test('after a kill -9 of its process the next start takes the running server over and stops it', async () => {
    const dataDir = path.join(await aFolder(), 'data');
    const killed = await anotherProcess(dataDir);
    const before = await readPidFile(path.join(dataDir, 'postgres'));
    await killed.end('SIGKILL');
    const next = await open(dataDir);
    expect(await readPidFile(path.join(dataDir, 'postgres'))).toEqual(before);
    expect(next).toMatchObject({ appUrl: killed.appUrl, owned: true });
    await next.stop();
    expect(await readPidFile(path.join(dataDir, 'postgres'))).toBeNull();
  });

  test('after a kill -9 of everything the next start is clean', async () => {
    const dataDir = path.join(await aFolder(), 'data');
    const killed = await anotherProcess(dataDir);
    const server = await readPidFile(path.join(dataDir, 'postgres'));
    process.kill(server?.pid ?? 0, 'SIGKILL');
    await killed.end('SIGKILL');
    const next = await open(dataDir);
    expect(next.owned).toBe(true);
    expect(await ask(next.appUrl, (sql) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
  });

  test('a pid file whose number is another program by now is no obstacle', async () => {
    const dataDir = path.join(await aFolder(), 'data');
    const first = await open(dataDir);
    const pidFile = path.join(dataDir, 'postgres', 'postmaster.pid');
    const left = (await readFile(pidFile, 'utf8')).replace(/^\d+/, String(process.pid));
    await first.stop();
    await writeFile(pidFile, left);
    expect((await open(dataDir)).owned).toBe(true);
  });

  test('a copied data directory gets its own server, also while the original runs', async () => {
    const folder = await aFolder();
    const original = await open(path.join(folder, 'one'));
    await cp(path.join(folder, 'one'), path.join(folder, 'two'), { recursive: true });
    if (asRoot) await chownAll(path.join(folder, 'two', 'postgres'));
    const copy = await open(path.join(folder, 'two'));
    expect(copy.owned).toBe(true);
    expect(new URL(copy.appUrl).port).not.toBe(new URL(original.appUrl).port);
  });

  test('a renamed data directory keeps its data', async () => {
    const folder = await aFolder();
    const before = await open(path.join(folder, 'one'));
    await ask(before.adminUrl, (sql) => sql`create table kept ()`);
    await before.stop();
    await rename(path.join(folder, 'one'), path.join(folder, 'two'));
    const after = await open(path.join(folder, 'two'));
    expect(await ask(after.adminUrl, (sql) => sql`select from kept`)).toEqual([]);
  });

  test('a busy port is left to its holder', async () => {
    const folder = await aFolder();
    const one = await open(path.join(folder, 'one'));
    const port = new URL(one.appUrl).port;
    const two = await open(path.join(folder, 'two'));
    await two.stop();
    const record = path.join(folder, 'two', 'database.json');
    await writeFile(record, (await readFile(record, 'utf8')).replace(/"port": \d+/, `"port": ${port}`));
    expect(new URL((await open(path.join(folder, 'two'))).appUrl).port).not.toBe(port);
  });
});

describe('as root, in a folder only root may enter', () => {
  test.runIf(asRoot)(
    'program-readable data go to a folder of the system, named in database.json',
    async () => {
      const home = path.join(await aFolder(0o700), 'data');
      folders.push(systemFolder(home));
      const said: string[] = [];
      const { adminUrl } = await open(home, { said });
      expect(said.join('\n')).toContain(systemFolder(home));
      expect(JSON.parse(await readFile(path.join(home, 'database.json'), 'utf8'))).toMatchObject({
        cluster: path.join(systemFolder(home), 'postgres'),
      });
      expect((await stat(path.join(systemFolder(home), 'postgres'))).mode & 0o777).toBe(0o700);
      expect(await ask(adminUrl, (sql) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
    },
  );

  test.runIf(asRoot)('data made while the folder was open move along when it is closed', async () => {
    const folder = await aFolder();
    const home = path.join(folder, 'data');
    folders.push(systemFolder(home));
    const before = await open(home);
    await ask(before.adminUrl, (sql) => sql`create table kept ()`);
    await before.stop();
    await chmod(folder, 0o700);
    const after = await open(home);
    expect(await ask(after.adminUrl, (sql) => sql`select from kept`)).toEqual([]);
    await expect(stat(path.join(home, 'postgres'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('what a person can mend is one sentence', () => {
  test('a file in the place of the data directory, or of a folder above it', async () => {
    const folder = await aFolder();
    await writeFile(path.join(folder, 'file'), '');
    for (const dataDir of ['file', 'file/deeper'])
      await expect(open(path.join(folder, dataDir))).rejects.toThrow(
        /^A file stands where the data directory should be \(.+\): .+\.$/,
      );
  });

  test('secrets that are missing beside existing data, and are then not made anew', async () => {
    const dataDir = path.join(await aFolder(), 'data');
    await (await open(dataDir)).stop();
    await rm(path.join(dataDir, 'secrets.json'));
    await expect(open(dataDir)).rejects.toThrow(/^The secrets in .+secrets\.json are missing/);
    await expect(stat(path.join(dataDir, 'secrets.json'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('secrets that are damaged', async () => {
    const dataDir = path.join(await aFolder(), 'data');
    await (await open(dataDir)).stop();
    await writeFile(path.join(dataDir, 'secrets.json'), '{');
    await expect(open(dataDir)).rejects.toThrow(/^The secrets in .+secrets\.json cannot be read/);
  });

  test('another master key than the one the data were written with', async () => {
    const dataDir = path.join(await aFolder(), 'data');
    const first = await open(dataDir, { masterKey: new Uint8Array(32).fill(1) });
    expect(JSON.parse(await readFile(path.join(dataDir, 'secrets.json'), 'utf8'))).toMatchObject({
      master_key: null,
    });
    await first.stop();
    await expect(open(dataDir, { masterKey: new Uint8Array(32).fill(2) })).rejects.toThrow(
      /^The setting JAWORT_MASTER_KEY is not the key/,
    );
    await expect(open(dataDir)).rejects.toThrow(/^The setting JAWORT_MASTER_KEY is missing/);
    expect((await open(dataDir, { masterKey: new Uint8Array(32).fill(1) })).owned).toBe(true);
  });

  test.each([
    ['19', 'newer release'],
    ['17', 'backup'],
  ])('data of PostgreSQL %s', async (major, advice) => {
    const dataDir = path.join(await aFolder(), 'data');
    await (await open(dataDir)).stop();
    await writeFile(path.join(dataDir, 'postgres', 'PG_VERSION'), `${major}\n`);
    await expect(open(dataDir)).rejects.toThrow(
      new RegExp(`was made by PostgreSQL ${major}, and this release brings 18: .*${advice}`),
    );
  });

  test('a database that does not come up, without leaving a process', async () => {
    const dataDir = path.join(await aFolder(), 'data');
    await (await open(dataDir)).stop();
    await rm(path.join(dataDir, 'postgres', 'global'), { recursive: true });
    await expect(open(dataDir)).rejects.toThrow(
      /^The built-in database did not start: .+\(more in .+postgres\.log\)\.$/,
    );
  });
});

async function chownAll(folder: string): Promise<void> {
  const { uid, gid } = await stat(path.join(path.dirname(path.dirname(folder)), 'one', 'postgres'));
  const child = spawn('chown', ['-R', `${String(uid)}:${String(gid)}`, folder]);
  await new Promise((resolve) => child.once('exit', resolve));
}
