/**
 * Who may import whom. One row a folder, read by the rule `jawort/imports` and by its test.
 * A row lists what is allowed; everything else is refused, so a new layer starts closed.
 */

/** What an import leads to: a layer of ours, or the outside. */
export type Target =
  | 'domain' // the rules
  | 'domain-ground' // ids, errors, invariant: values every layer may hold
  | 'services'
  | 'adapters'
  | 'log' // the adapters a door may hold: it must be able to write a line and to count
  | 'rows' // named queries and the gates to them
  | 'db' // tables, pools, migrations, boot
  | 'emails'
  | 'ui'
  | 'i18n'
  | 'jobs'
  | 'ground' // settings, singletons, start-up faults
  | 'sdk'
  | 'app'
  | 'tests'
  | 'root' // server.ts, scripts, lint, tool configuration
  | 'node'; // node:*

/** `types`: only `import type`. */
export type Allowance = 'all' | 'types';

export interface Row {
  readonly name: string;
  /** Path prefix from the repository's root; the longest match rules. */
  readonly from: string;
  readonly may: Partial<Record<Target, Allowance>> | 'everything';
  /** Packages this folder may use; absent = any package that `packageHomes` does not give to others. */
  readonly packages?: readonly string[];
  /** What to do instead; shown with every finding. */
  readonly instead: string;
}

/** Longest prefix first wins; paths are relative to the repository's root. */
export const targets: readonly (readonly [prefix: string, target: Target])[] = [
  ['lib/domain/ids.ts', 'domain-ground'],
  ['lib/domain/errors.ts', 'domain-ground'],
  ['lib/domain/invariant.ts', 'domain-ground'],
  ['lib/domain/', 'domain'],
  ['lib/services/', 'services'],
  ['lib/adapters/log/', 'log'],
  ['lib/adapters/metrics/', 'log'],
  ['lib/adapters/', 'adapters'],
  ['lib/jobs/', 'jobs'],
  ['lib/i18n/', 'i18n'],
  ['lib/ui/', 'ui'],
  ['lib/sdk/', 'sdk'],
  ['lib/config.ts', 'ground'],
  ['lib/once.ts', 'ground'],
  ['lib/start-fault.ts', 'ground'],
  ['db/queries/', 'rows'],
  ['db/in-business.ts', 'rows'],
  ['db/before-business.ts', 'rows'],
  ['db/gate.ts', 'rows'], // its figures; who passes is db's own business
  ['db/sql-state.ts', 'rows'], // why a statement was refused: a service turns that into a refusal of its own
  ['db/', 'db'],
  ['emails/', 'emails'],
  ['app/', 'app'],
  ['tests/', 'tests'],
  ['', 'root'],
];

export const rows: readonly Row[] = [
  {
    name: 'doors',
    from: 'app/',
    may: {
      domain: 'all',
      'domain-ground': 'all',
      services: 'all',
      log: 'all',
      ui: 'all',
      i18n: 'all',
      ground: 'all',
      app: 'all',
      node: 'all',
    },
    instead: 'A door parses, calls one service (#lib/services/<noun>/<verb>.ts) and translates its answer.',
  },
  {
    name: 'jobs',
    from: 'lib/jobs/',
    may: {
      domain: 'all',
      'domain-ground': 'all',
      services: 'all',
      jobs: 'all',
      ground: 'all',
      log: 'all', // a job without a log line fails silently
      node: 'all',
    },
    instead: 'A job says when and calls one service.',
  },
  {
    name: 'job list',
    from: 'lib/jobs/queue.ts',
    // It binds each job to its queue, so it must hold both.
    may: { domain: 'all', 'domain-ground': 'all', adapters: 'all', jobs: 'all', log: 'all', ground: 'all' },
    instead: 'The list of jobs opens the queue and names each job.',
  },
  {
    name: 'services',
    from: 'lib/services/',
    may: {
      domain: 'all',
      'domain-ground': 'all',
      services: 'all',
      adapters: 'all',
      log: 'all',
      rows: 'all',
      i18n: 'all',
      ground: 'all',
      node: 'all',
    },
    instead:
      'A service gathers by named queries (#db/queries/...), lets a rule decide and records; HTML, HTTP and raw SQL live elsewhere.',
  },
  {
    name: 'mail service',
    from: 'lib/services/mail/',
    may: {
      domain: 'all',
      'domain-ground': 'all',
      services: 'all',
      adapters: 'all',
      log: 'all',
      rows: 'all',
      i18n: 'all',
      ground: 'all',
      emails: 'all', // the one place where a message becomes HTML
      node: 'all',
    },
    instead: 'A service gathers, lets a rule decide and records.',
  },
  {
    name: 'adapters',
    from: 'lib/adapters/',
    may: { domain: 'types', 'domain-ground': 'all', log: 'all', ground: 'all', node: 'all' }, // what is outside fails, and that must reach the log
    instead:
      'An adapter knows one foreign thing and its own folder (./x.ts); the service brings the two together.',
  },
  {
    name: 'domain',
    from: 'lib/domain/',
    may: { domain: 'all', 'domain-ground': 'all' },
    packages: ['zod'],
    instead:
      'A rule takes facts and `now` and returns a value; what it needs from outside comes in as an argument.',
  },
  {
    name: 'domain hash',
    from: 'lib/domain/canonical/hash.ts',
    may: { domain: 'all', 'domain-ground': 'all', node: 'all' }, // SHA-256 is a pure function, but Node keeps it in node:crypto
    packages: ['zod'],
    instead: 'Only hashing belongs here.',
  },
  {
    name: 'domain canonical',
    from: 'lib/domain/canonical/',
    may: { domain: 'all', 'domain-ground': 'all' },
    packages: ['zod', 'canonicalize'], // RFC 8785 is not written by hand
    instead: 'A rule takes facts and `now` and returns a value.',
  },
  {
    name: 'domain contact',
    from: 'lib/domain/contact/',
    may: { domain: 'all', 'domain-ground': 'all' },
    packages: ['zod', 'libphonenumber-js/max'], // numbering plans are data, not I/O
    instead: 'A rule takes facts and `now` and returns a value.',
  },
  {
    name: 'rows',
    from: 'db/',
    may: { domain: 'types', 'domain-ground': 'all', rows: 'all', db: 'all', ground: 'all', node: 'all' },
    instead: 'A query knows tables and types; a decision belongs to #lib/domain, its order to #lib/services.',
  },
  {
    name: 'migration',
    from: 'db/migrate.ts',
    // The owner makes the queues that jobs may use: one list for both, kept where everyone may read it.
    may: { domain: 'all', 'domain-ground': 'all', rows: 'all', db: 'all', ground: 'all', node: 'all' },
    instead: 'The migration makes tables, roles and queues.',
  },
  {
    name: 'mails',
    from: 'emails/',
    may: { domain: 'types', 'domain-ground': 'types', emails: 'all', i18n: 'all', ui: 'all' },
    instead: 'A mail is a picture of what it is given; #lib/services/mail gathers that.',
  },
  {
    name: 'design system',
    from: 'lib/ui/',
    may: { domain: 'types', 'domain-ground': 'types', ui: 'all', i18n: 'all' },
    instead: 'A component shows what it is given; the door asks the service.',
  },
  {
    name: 'languages',
    from: 'lib/i18n/',
    may: { domain: 'types', 'domain-ground': 'types', i18n: 'all' },
    instead: 'Messages and formats know no act and no row.',
  },
  {
    name: 'client library',
    from: 'lib/sdk/',
    may: { sdk: 'all' },
    packages: [],
    instead: 'The published client carries everything it needs in its own folder.',
  },
  {
    name: 'ground',
    from: 'lib/',
    may: { 'domain-ground': 'all', ground: 'all', node: 'all' },
    packages: ['zod'],
    instead: 'Settings and process-wide singletons lie under everything and so rest on nothing.',
  },
  {
    name: 'root',
    from: '',
    may: 'everything', // server.ts brings all parts together; scripts are run by people; both are imported by nobody
    instead: '',
  },
  {
    name: 'tests',
    from: 'tests/',
    may: 'everything', // a test may look behind every door
    instead: '',
  },
];

/** Packages that only some folders may hold. Elsewhere (except root and tests) they are refused with the reason. */
export const packageHomes: Readonly<
  Record<string, { readonly in: readonly string[]; readonly why: string }>
> = {
  postgres: { in: ['db/'], why: 'a pool made elsewhere escapes the three-pool rule' },
  'drizzle-orm': { in: ['db/'], why: 'SQL is named and lives in #db/queries' },
  pg: { in: [], why: 'one driver: postgres.js; pg-boss brings its own' },
  'pg-boss': { in: ['lib/adapters/queue/', 'db/'], why: 'one queue, over one pool' },
  pino: { in: ['lib/adapters/log/'], why: 'one logger with one list of what it leaves out' },
  canonicalize: { in: ['lib/domain/canonical/'], why: 'one canonical form' },
  'libphonenumber-js': { in: ['lib/domain/contact/'], why: 'one normaliser for every door' },
  next: { in: ['app/'], why: 'HTTP ends at the door' },
  'next-auth': { in: ['app/'], why: 'sessions end at the door' },
  '@auth/drizzle-adapter': { in: ['app/', 'db/'], why: 'sessions end at the door' },
  hono: { in: ['app/'], why: 'HTTP ends at the door' },
  '@hono/node-server': { in: ['app/'], why: 'HTTP ends at the door' },
  react: { in: ['app/', 'lib/ui/', 'emails/'], why: 'markup belongs to ui, emails and doors' },
  'react-dom': {
    in: ['app/', 'lib/ui/', 'emails/', 'lib/services/mail/'],
    why: 'markup belongs to ui, emails and doors',
  },
  'server-only': { in: [], why: 'it throws outside Next; this table keeps the boundary' },
};

/**
 * Names that only one place may hold, because what they do must never be done without its other half. The state
 * changes nowhere but beside the event that explains it, and an event is written nowhere but at the log's head.
 */
export const nameHomes: Readonly<
  Record<string, { readonly from: string; readonly in: string; readonly why: string }>
> = {
  writeLines: {
    from: 'db/queries/consent-state.ts',
    in: 'lib/services/ledger/record.ts',
    why: 'a change of state without its event would be a consent nobody can prove: call recordConsent',
  },
  insertEvent: {
    from: 'db/queries/ledger.ts',
    in: 'lib/services/ledger/append.ts',
    why: 'an event without its leaf and nodes would not be in the log: call appendEvent or recordConsent',
  },
};
