import path from 'node:path';
import { z } from 'zod';
import { once, forget } from './once.ts';
import { StartFault } from './start-fault.ts';

/*
 * The only reader of process.env. Docs of each setting: README, "Settings". An empty value counts as not set.
 */

export type Role = 'all' | 'web' | 'machine' | 'worker';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** What the environment says. `null` = not set. */
export type Settings = {
  readonly dev: boolean;
  readonly port: number;
  readonly host: string;
  /** An origin: scheme, host and port, no path. All links are built from it, never from a request. */
  readonly appUrl: string;
  readonly role: Role;
  readonly databaseUrl: string | null;
  readonly databaseAdminUrl: string | null;
  /** How many proxies before us append to X-Forwarded-For. 0: such headers are dropped. */
  readonly trustedProxies: number;
  /** Multiplies the limits on public pages. */
  readonly publicRate: number;
  /** Absolute. */
  readonly dataDir: string;
  /** 32 bytes. */
  readonly masterKey: Uint8Array | null;
  readonly authSecret: string | null;
  readonly resendApiKey: string | null;
  readonly resendBaseUrl: string | null;
  /** Signs what Resend reports about mails (`whsec_…`). `null`: such reports are refused. */
  readonly resendWebhookSecret: string | null;
  readonly mailFrom: string;
  readonly metricsToken: string | null;
  /** Checks a second for one API key. */
  readonly checkRatePerKey: number;
  readonly logLevel: LogLevel;
  readonly whatsappAppSecret: string | null;
  readonly tsaUrl: string | null;
};

/** What is known only once the database is open, where the embedded one is used. */
export type OpenedDatabase = {
  readonly databaseUrl: string;
  readonly databaseAdminUrl: string | null;
  readonly masterKey: Uint8Array;
  readonly authSecret: string;
};

export type Config = Omit<Settings, keyof OpenedDatabase> & OpenedDatabase & { readonly embedded: boolean };

/**
 * The settings of this process. Throws a `StartFault` with every problem when the environment is wrong.
 * Before `completeConfig` (embedded mode) the four fields of `OpenedDatabase` throw when read; the others answer,
 * so that a build may load any module without a database.
 */
export function config(): Config {
  return once('config', () => configOf(settings(), null));
}

/** Only the environment's part: for those who open the database. */
export function settings(): Settings {
  const read = readConfig(process.env, process.cwd());
  if (!read.ok) throw new StartFault(read.problems.join('\n'));
  return read.settings;
}

/** Called once, by whoever opened the database (server, operators' command, tests' set-up). */
export function completeConfig(opened: OpenedDatabase): void {
  const known = settings();
  forget('config');
  once('config', () => configOf(known, opened));
}

/**
 * next-auth asks the environment for our address, and where it is not there it believes the request's Host. Called once,
 * before anything of it is loaded.
 */
export function tellNextAuth(): void {
  process.env['NEXTAUTH_URL'] = settings().appUrl;
}

function configOf(known: Settings, opened: OpenedDatabase | null): Config {
  const late = <T>(value: T | null | undefined, name: string): T => {
    if (value === null || value === undefined)
      throw new Error(`config().${name} is known only once the database is open`);
    return value;
  };
  return {
    ...known,
    embedded: known.databaseUrl === null,
    get databaseUrl() {
      return late(opened?.databaseUrl ?? known.databaseUrl, 'databaseUrl');
    },
    get databaseAdminUrl() {
      return opened?.databaseAdminUrl ?? known.databaseAdminUrl;
    },
    get masterKey() {
      return late(opened?.masterKey ?? known.masterKey, 'masterKey');
    },
    get authSecret() {
      return late(opened?.authSecret ?? known.authSecret, 'authSecret');
    },
  };
}

export type Read = { ok: true; settings: Settings } | { ok: false; problems: string[] };
export type Environment = { readonly [name: string]: string | undefined };

/** Pure. Each problem is a sentence that names the setting, what is wrong with it and what to do. */
export function readConfig(env: Environment, cwd: string): Read {
  const given = Object.fromEntries(NAMES.map((name) => [name, env[name]?.trim() || undefined]));
  const parsed = Fields.safeParse(given);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error, given) };
  const field = parsed.data;
  const problems = togetherProblems(field);
  if (problems.length > 0) return { ok: false, problems };
  const appUrl = field.APP_URL ?? `http://localhost:${String(field.PORT)}`;
  return {
    ok: true,
    settings: {
      dev: env['NODE_ENV'] === 'development',
      port: field.PORT,
      host: field.HOST,
      appUrl,
      role: field.ROLE,
      databaseUrl: field.DATABASE_URL ?? null,
      databaseAdminUrl: field.DATABASE_ADMIN_URL ?? null,
      trustedProxies: field.TRUSTED_PROXIES,
      publicRate: field.PUBLIC_RATE,
      dataDir: path.resolve(cwd, field.JAWORT_DATA_DIR),
      masterKey: field.JAWORT_MASTER_KEY ?? null,
      authSecret: field.AUTH_SECRET ?? null,
      resendApiKey: field.RESEND_API_KEY ?? null,
      resendBaseUrl: field.RESEND_BASE_URL ?? null,
      resendWebhookSecret: field.RESEND_WEBHOOK_SECRET ?? null,
      mailFrom: field.MAIL_FROM ?? `Jawort <jawort@${new URL(appUrl).hostname}>`,
      metricsToken: field.METRICS_TOKEN ?? null,
      checkRatePerKey: field.CHECK_RATE_PER_KEY,
      logLevel: field.LOG_LEVEL,
      whatsappAppSecret: field.WHATSAPP_APP_SECRET ?? null,
      tsaUrl: field.TSA_URL ?? null,
    },
  };
}

/** `localhost` and its numbers. `hostname` as URL gives it: brackets around IPv6. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    hostname === '::1' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

const wholeNumber = (min: number, max: number, advice: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, advice)
    .transform(Number)
    .pipe(z.number().min(min, advice).max(max, advice));

const databaseAddress = (example: string) =>
  z.string().refine((text) => isUrl(text, ['postgres:', 'postgresql:']), `must look like ${example}`);

const webAddress = z
  .string()
  .refine((text) => isUrl(text, ['http:', 'https:']), 'must be an address such as https://example.org');

const secretText = z
  .string()
  .min(32, 'must be at least 32 characters long; make one with: openssl rand -base64 32');

const Fields = z.object({
  PORT: wholeNumber(1, 65_535, 'must be a whole number from 1 to 65535').default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address of this machine, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  APP_URL: z
    .string()
    .refine(isOrigin, 'must be scheme and host only, such as https://consent.example.org')
    .transform((text) => new URL(text).origin)
    .optional(),
  ROLE: z.enum(['all', 'web', 'machine', 'worker'], 'must be all, web, machine or worker').default('all'),
  DATABASE_URL: databaseAddress('postgres://jawort_login:password@host:5432/jawort').optional(),
  DATABASE_ADMIN_URL: databaseAddress('postgres://jawort_owner:password@host:5432/jawort').optional(),
  TRUSTED_PROXIES: wholeNumber(0, 10, 'must be the number of proxies before Jawort, 0 to 10').default(0),
  PUBLIC_RATE: z
    .string()
    .regex(/^\d{1,6}(\.\d{1,6})?$/, 'must be a number above 0, such as 1 or 0.5')
    .transform(Number)
    .pipe(z.number().gt(0, 'must be a number above 0, such as 1 or 0.5'))
    .default(1),
  JAWORT_DATA_DIR: z
    .string()
    .refine((text) => !text.includes('\0'), 'must be a folder')
    .default('.jawort'),
  JAWORT_MASTER_KEY: z
    .string()
    .refine(
      (text) => keyBytes(text) !== null,
      'must be 32 bytes in base64 or hex; make one with: openssl rand -base64 32',
    )
    .transform((text) => keyBytes(text) ?? new Uint8Array())
    .optional(),
  AUTH_SECRET: secretText.optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: webAddress.transform((text) => text.replace(/\/+$/, '')).optional(),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(
      /^whsec_[A-Za-z0-9+/]{16,}={0,2}$/,
      'must be the signing secret of the webhook, which starts with whsec_',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^@\r\n]*[^@\s<]@[^@\s>]+>?$/, 'must be an e-mail address, such as Jawort <jawort@example.org>')
    .optional(),
  METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters long').optional(),
  CHECK_RATE_PER_KEY: wholeNumber(
    1,
    1_000_000,
    'must be a whole number of checks a second, 1 or more',
  ).default(500),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
  WHATSAPP_APP_SECRET: z.string().optional(),
  TSA_URL: webAddress.optional(),
});

type FieldName = keyof z.output<typeof Fields>;
const NAMES = Object.keys(Fields.shape) as FieldName[];

/** Settings whose value may be a secret or hold one: their problems never repeat it. */
const HIDDEN = new Set([
  'DATABASE_URL',
  'DATABASE_ADMIN_URL',
  'JAWORT_MASTER_KEY',
  'AUTH_SECRET',
  'RESEND_API_KEY',
  'RESEND_WEBHOOK_SECRET',
  'METRICS_TOKEN',
  'WHATSAPP_APP_SECRET',
]);

function problemsOf(error: z.ZodError, given: Environment): string[] {
  const first = new Map<string, string>();
  for (const issue of error.issues) {
    const name = String(issue.path[0]);
    if (!first.has(name)) first.set(name, issue.message);
  }
  return [...first].map(([name, advice]) => {
    const shown = HIDDEN.has(name) ? 'is not usable' : `is ${JSON.stringify(given[name] ?? '')}`;
    return `The setting ${name} ${shown}: it ${advice}.`;
  });
}

/** What is right alone and wrong together. */
function togetherProblems(field: z.output<typeof Fields>): string[] {
  const problems: string[] = [];
  if (field.DATABASE_URL === undefined) {
    if (field.DATABASE_ADMIN_URL !== undefined)
      problems.push(
        'The setting DATABASE_ADMIN_URL is set but DATABASE_URL is not: set both, or neither to use the built-in database.',
      );
    // The mailbox is a folder that only this machine is shown: mails of other people's would end there unread.
    if (field.RESEND_API_KEY === undefined && !isLoopback(field.HOST))
      problems.push(
        `The setting RESEND_API_KEY is missing: HOST is "${field.HOST}", and the local mailbox is only for a server that this machine alone reaches; give the API key with which Resend sends mails.`,
      );
    return problems;
  }
  for (const name of ['JAWORT_MASTER_KEY', 'AUTH_SECRET'] as const)
    if (field[name] === undefined)
      problems.push(
        `The setting ${name} is missing: with DATABASE_URL you must give it; make one with: openssl rand -base64 32, and keep it safe.`,
      );
  if (field.RESEND_API_KEY === undefined)
    problems.push(
      'The setting RESEND_API_KEY is missing: with DATABASE_URL mails go out through Resend; give the API key it made for you.',
    );
  if (field.APP_URL === undefined && !isLoopback(field.HOST))
    problems.push(
      `The setting APP_URL is missing: HOST is "${field.HOST}", so give the address under which people reach Jawort, such as https://consent.example.org.`,
    );
  return problems;
}

/** 64 hex digits, or base64 (also the URL alphabet, with or without padding) of 32 bytes. */
function keyBytes(text: string): Uint8Array | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return new Uint8Array(Buffer.from(text, 'hex'));
  if (!/^[\w+/-]{43}=?$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 32 ? new Uint8Array(bytes) : null;
}

function isUrl(text: string, protocols: string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname !== '';
}

function isOrigin(text: string): boolean {
  if (!isUrl(text, ['http:', 'https:'])) return false;
  const url = new URL(text);
  return (
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  );
}
