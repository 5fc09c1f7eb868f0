import { describe, expect, test } from 'vitest';
import { completeConfig, config, readConfig, type Environment } from '#lib/config.ts';
import { forget } from '#lib/once.ts';

const key = Buffer.alloc(32, 7);
const given = {
  DATABASE_URL: 'postgres://app:geheim@db/jawort',
  JAWORT_MASTER_KEY: key.toString('base64'),
  AUTH_SECRET: 'x'.repeat(32),
  RESEND_API_KEY: 're_geheim',
};

function settingsOf(env: Environment) {
  const read = readConfig(env, '/srv/jawort');
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.settings;
}

function problemsOf(env: Environment): string[] {
  const read = readConfig(env, '/srv/jawort');
  return read.ok ? [] : read.problems;
}

test('an empty environment is a working one', () => {
  expect(settingsOf({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    appUrl: 'http://localhost:3000',
    role: 'all',
    databaseUrl: null,
    trustedProxies: 0,
    publicRate: 1,
    dataDir: '/srv/jawort/.jawort',
    masterKey: null,
    checkRatePerKey: 500,
    logLevel: 'info',
    dev: false,
  });
});

test('an empty value is a value not set, and spaces around one do not count', () => {
  expect(settingsOf({ PORT: '', DATABASE_URL: ' ', JAWORT_MASTER_KEY: '' })).toEqual(settingsOf({}));
  expect(settingsOf({ PORT: ' 4000 ' })).toMatchObject({ port: 4000, appUrl: 'http://localhost:4000' });
});

test('the master key is read from base64, URL base64 and hex alike', () => {
  for (const text of [
    key.toString('base64'),
    key.toString('base64url'),
    key.toString('hex'),
    key.toString('hex').toUpperCase(),
  ])
    expect(settingsOf({ JAWORT_MASTER_KEY: text }).masterKey).toEqual(new Uint8Array(key));
});

test('APP_URL becomes an origin', () => {
  expect(settingsOf({ APP_URL: 'https://Ja.Example.org/' }).appUrl).toBe('https://ja.example.org');
});

describe('a wrong value is refused with its name, the value and what it must be', () => {
  test.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', 'abc'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PORT', '0x10'],
    ['HOST', 'not a host'],
    ['APP_URL', 'example.org'],
    ['APP_URL', 'ftp://example.org'],
    ['APP_URL', 'https://example.org/path'],
    ['APP_URL', 'https://user@example.org'],
    ['ROLE', 'everything'],
    ['TRUSTED_PROXIES', '-1'],
    ['TRUSTED_PROXIES', 'yes'],
    ['PUBLIC_RATE', '0'],
    ['PUBLIC_RATE', 'fast'],
    ['CHECK_RATE_PER_KEY', '0'],
    ['LOG_LEVEL', 'loud'],
    ['MAIL_FROM', 'nobody'],
    ['RESEND_BASE_URL', 'resend'],
    ['TSA_URL', 'tsa'],
  ])('%s = %s', (name, value) => {
    const [problem, ...more] = problemsOf({ [name]: value });
    expect(more).toEqual([]);
    expect(problem).toMatch(
      new RegExp(`^The setting ${name} is "${value.replace(/[.]/g, '\\.')}": it must be .+\\.$`),
    );
  });

  test.each([
    ['DATABASE_URL', 'mysql://geheim@db/x'],
    ['DATABASE_URL', 'geheim'],
    ['RESEND_WEBHOOK_SECRET', 'geheim'],
    ['JAWORT_MASTER_KEY', 'geheim'],
    ['JAWORT_MASTER_KEY', Buffer.alloc(31).toString('base64')],
    ['JAWORT_MASTER_KEY', Buffer.alloc(33).toString('base64')],
    ['JAWORT_MASTER_KEY', `${'ab'.repeat(31)}zz`],
    ['AUTH_SECRET', 'geheim'],
    ['METRICS_TOKEN', 'geheim'],
  ])('%s, without repeating it', (name, value) => {
    const problems = problemsOf({ ...given, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^The setting ${name} is not usable: it must .+\\.$`));
    expect(problems[0]).not.toContain(value);
  });
});

test('every problem is told at once', () => {
  expect(problemsOf({ PORT: 'x', ROLE: 'y' })).toHaveLength(2);
});

describe('with a database of your own', () => {
  test('the complete set is accepted', () => {
    expect(settingsOf({ ...given, DATABASE_ADMIN_URL: 'postgresql://owner@db/jawort' })).toMatchObject({
      databaseUrl: given.DATABASE_URL,
    });
  });
  test.each(['JAWORT_MASTER_KEY', 'AUTH_SECRET', 'RESEND_API_KEY'] as const)('%s is required', (name) => {
    expect(problemsOf({ ...given, [name]: undefined })).toEqual([
      expect.stringContaining(`The setting ${name} is missing`),
    ]);
  });
  test('APP_URL is required as soon as others can reach the port', () => {
    expect(problemsOf({ ...given, HOST: '0.0.0.0' })).toEqual([
      expect.stringContaining('The setting APP_URL is missing'),
    ]);
    expect(problemsOf({ ...given, HOST: '0.0.0.0', APP_URL: 'https://ja.example.org' })).toEqual([]);
  });
  test('the sender is of the server’s own host where none is given', () => {
    expect(settingsOf({ ...given, APP_URL: 'https://ja.example.org' }).mailFrom).toBe(
      'Jawort <jawort@ja.example.org>',
    );
    expect(settingsOf({ ...given, MAIL_FROM: 'Sommer <post@sommer.example>' }).mailFrom).toBe(
      'Sommer <post@sommer.example>',
    );
  });
  test('an owner without an app user is refused', () => {
    expect(problemsOf({ DATABASE_ADMIN_URL: 'postgres://owner@db/jawort' })).toEqual([
      expect.stringContaining('DATABASE_ADMIN_URL'),
    ]);
  });
});

test('the built-in database needs a mail key only where others can reach the port', () => {
  expect(problemsOf({ HOST: '::1' })).toEqual([]);
  expect(problemsOf({ HOST: '0.0.0.0' })).toEqual([
    expect.stringContaining('The setting RESEND_API_KEY is missing: HOST is "0.0.0.0"'),
  ]);
  expect(problemsOf({ HOST: '0.0.0.0', RESEND_API_KEY: 're_geheim' })).toEqual([]);
});

test('before the database is open its address throws and the rest answers; afterwards everything answers', () => {
  forget('config');
  expect(config().port).toBeGreaterThan(0);
  expect(() => config().databaseUrl).toThrow('known only once the database is open');
  expect(() => config().masterKey).toThrow('known only once the database is open');
  completeConfig({
    databaseUrl: 'postgres://a@b/c',
    databaseAdminUrl: null,
    masterKey: new Uint8Array(key),
    authSecret: 's',
  });
  expect(config()).toMatchObject({ databaseUrl: 'postgres://a@b/c', authSecret: 's', embedded: true });
  forget('config');
});
