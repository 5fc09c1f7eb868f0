import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { lintPlanted, root, type Finding } from './planted.ts';

/**
 * One planted file a row of lint/import-table.ts, written by hand and not from the table: a row that fell silent, or
 * a linter that reads nothing, turns these red. `type:` before a specifier makes it an `import type`.
 */
const planted: { row: string; file: string; legal: string[]; faults: string[] }[] = [
  {
    row: 'doors',
    file: 'app/api/_machine/v1/planted.ts',
    legal: [
      '#lib/services/check/check.ts',
      '#lib/adapters/log/log.ts',
      '#lib/domain/check/question.ts',
      'hono',
      './own.ts',
    ],
    faults: [
      '#db/queries/consent.ts',
      '#db/schema/consent.ts',
      '#lib/adapters/vault/vault.ts',
      'drizzle-orm',
      'postgres',
      '../up.ts',
    ],
  },
  {
    row: 'jobs',
    file: 'lib/jobs/planted.ts',
    legal: ['#lib/services/mail/deliver.ts', './queue.ts'],
    faults: [
      '#db/queries/consent.ts',
      '#lib/adapters/mail/resend.ts',
      '#app/api/_machine/app.ts',
      '../config.ts',
    ],
  },
  {
    row: 'job list',
    file: 'lib/jobs/queue.ts',
    legal: ['#lib/adapters/queue/boss.ts', './audit-contact.ts'],
    faults: ['#db/queries/consent.ts', '#lib/services/ledger/audit.ts', 'pg-boss'],
  },
  {
    row: 'services',
    file: 'lib/services/consent/planted.ts',
    legal: [
      '#lib/services/ledger/append.ts',
      '#lib/adapters/vault/vault.ts',
      '#db/in-business.ts',
      '#db/queries/consent.ts',
    ],
    faults: [
      '#db/schema/consent.ts',
      '#db/client.ts',
      '#emails/receipt.tsx',
      '#lib/ui/paper/document.tsx',
      '#lib/jobs/queue.ts',
      '#app/x.ts',
      'next/server',
      'hono',
      'react',
      'postgres',
      '../x.ts',
    ],
  },
  {
    row: 'mail service',
    file: 'lib/services/mail/planted.ts',
    legal: ['#emails/receipt.tsx', 'react-dom/server'],
    faults: ['#db/client.ts', '#lib/ui/paper/document.tsx'],
  },
  {
    row: 'adapters',
    file: 'lib/adapters/mail/planted.ts',
    legal: [
      'type:#lib/domain/consent/state.ts',
      '#lib/domain/errors.ts',
      '#lib/config.ts',
      '#lib/adapters/log/log.ts',
      'node:crypto',
      './local.ts',
    ],
    faults: [
      '#lib/domain/contact/phone.ts',
      '#lib/adapters/vault/vault.ts',
      '#lib/services/mail/deliver.ts',
      '#db/queries/consent.ts',
      '../x.ts',
    ],
  },
  {
    row: 'domain',
    file: 'lib/domain/check/planted.ts',
    legal: ['zod', '#lib/domain/consent/state.ts', './question.ts'],
    faults: [
      '#lib/services/check/check.ts',
      'type:#lib/services/consent/withdraw.ts',
      '#db/schema/consent.ts',
      '#lib/config.ts',
      'node:fs',
      'node:crypto',
      'react',
      'libphonenumber-js/max',
      'canonicalize',
      '../ids.ts',
      './sub/../../ids.ts',
    ],
  },
  {
    row: 'domain hash',
    file: 'lib/domain/canonical/hash.ts',
    legal: ['node:crypto', './json.ts'],
    faults: ['#lib/config.ts', 'canonicalize'],
  },
  {
    row: 'domain canonical',
    file: 'lib/domain/canonical/planted.ts',
    legal: ['canonicalize', './hash.ts'],
    faults: ['node:crypto', 'libphonenumber-js/max'],
  },
  {
    row: 'domain contact',
    file: 'lib/domain/contact/planted.ts',
    legal: ['libphonenumber-js/max', '#lib/domain/canonical/hash.ts'],
    faults: ['libphonenumber-js', 'libphonenumber-js/min', 'canonicalize', 'node:crypto'],
  },
  {
    row: 'rows',
    file: 'db/queries/planted.ts',
    legal: [
      'type:#lib/domain/consent/state.ts',
      '#lib/domain/ids.ts',
      '#db/schema/consent.ts',
      'drizzle-orm',
      'postgres',
      './other.ts',
    ],
    faults: [
      '#lib/domain/check/decide.ts',
      '#lib/services/check/check.ts',
      '#lib/adapters/vault/vault.ts',
      '#app/x.ts',
      'next',
      '../client.ts',
    ],
  },
  {
    row: 'migration',
    file: 'db/migrate.ts',
    legal: ['#lib/domain/jobs/queues.ts', 'pg-boss'],
    faults: ['#lib/services/check/check.ts', '#lib/jobs/schedule.ts'],
  },
  {
    row: 'mails',
    file: 'emails/planted.tsx',
    legal: [
      'react',
      '#lib/i18n/locale.ts',
      '#lib/ui/paper/document.tsx',
      'type:#lib/domain/consent/state.ts',
    ],
    faults: [
      '#lib/domain/check/decide.ts',
      '#lib/services/mail/deliver.ts',
      '#db/queries/consent.ts',
      '#lib/config.ts',
      'node:fs',
    ],
  },
  {
    row: 'design system',
    file: 'lib/ui/paper/planted.tsx',
    legal: ['react', '#lib/i18n/locale.ts', 'type:#lib/domain/consent/state.ts', './parts/x.tsx'],
    faults: [
      '#lib/domain/check/decide.ts',
      '#lib/services/check/check.ts',
      '#db/client.ts',
      '#emails/receipt.tsx',
      'node:fs',
      'next/link',
    ],
  },
  {
    row: 'languages',
    file: 'lib/i18n/planted.ts',
    legal: ['type:#lib/domain/consent/state.ts', './locale.ts'],
    faults: ['#lib/services/check/check.ts', '#lib/ui/paper/document.tsx', 'react', 'node:fs'],
  },
  {
    row: 'client library',
    file: 'lib/sdk/planted.ts',
    legal: ['./types.ts'],
    faults: [
      'zod',
      '#lib/domain/ids.ts',
      'type:#lib/domain/check/decide.ts',
      'node:http',
      '#lib/i18n/locale.ts',
    ],
  },
  {
    row: 'ground',
    file: 'lib/config.ts',
    legal: ['zod', 'node:path', '#lib/domain/errors.ts', './once.ts'],
    faults: ['#lib/domain/check/decide.ts', './services/check/check.ts', '#db/client.ts', 'pino'],
  },
  {
    row: 'root',
    file: 'scripts/planted.ts',
    legal: ['#db/client.ts', '#lib/services/check/check.ts', 'postgres', 'node:fs'],
    faults: ['../server.ts'],
  },
  {
    row: 'tests',
    file: 'tests/services/planted.ts',
    legal: ['#db/schema/consent.ts', '#lib/services/check/check.ts', 'postgres', '#tests/support/x.ts'],
    faults: ['../support/x.ts'],
  },
];

const rule = 'jawort(imports)';

describe('the import table', () => {
  let findings = new Map<string, Finding[]>();
  beforeAll(async () => {
    findings = await lintPlanted(Object.fromEntries(planted.map((plant) => [plant.file, source(plant)])));
  });

  test('each row of the table has its planted file here', async () => {
    const table: { rows: { name: string }[] } = await import(
      pathToFileURL(join(root, 'lint/import-table.ts')).href
    );
    expect(planted.map(({ row }) => row).toSorted()).toEqual(table.rows.map(({ name }) => name).toSorted());
  });

  for (const { row, file, legal, faults } of planted) {
    const complaints = () => (findings.get(file) ?? []).filter((finding) => finding.rule === rule);

    test(`${row}: every forbidden import is refused, and told the better place`, () => {
      for (const fault of faults) {
        const found = complaints().filter(({ message }) => speaksOf(message, specifierOf(fault)));
        expect(found, `${file} may not import ${fault}`).toHaveLength(1);
      }
    });

    test(`${row}: every allowed import passes`, () => {
      for (const allowed of legal) {
        const found = complaints().filter(({ message }) => message.includes(`'${specifierOf(allowed)}'`));
        expect(found, `${file} may import ${allowed}`).toEqual([]);
      }
      expect(complaints()).toHaveLength(faults.length);
    });
  }
});

test('an import hidden in another form is refused as well', async () => {
  const forms = {
    'lib/domain/check/a.ts': `export * from '#db/client.ts';`,
    'lib/domain/check/b.ts': `export { x } from '#db/client.ts';`,
    'lib/domain/check/c.ts': `export const load = () => import('#db/client.ts');`,
    'lib/domain/check/d.ts': `export type X = import('#db/client.ts').X;`,
    'lib/domain/check/e.ts': `import '#db/client.ts';`,
    'lib/domain/check/f.ts': `import { type X } from '#db/client.ts';\nexport type Y = X;`,
  };
  const findings = await lintPlanted(forms);
  for (const file of Object.keys(forms)) {
    expect(
      findings.get(file)?.map((finding) => finding.rule),
      file,
    ).toContain(rule);
  }
});

function source({ legal, faults }: { legal: string[]; faults: string[] }): string {
  return [...legal, ...faults]
    .map((entry, i) =>
      entry.startsWith('type:')
        ? `import type { T${i} } from '${specifierOf(entry)}';\nexport type U${i} = T${i};`
        : `import { v${i} } from '${entry}';\nexport const w${i} = v${i};`,
    )
    .join('\n');
}

function specifierOf(entry: string): string {
  return entry.replace(/^type:/, '');
}

/** A complaint quotes the specifier or, where a package has its home elsewhere, the package's name. */
function speaksOf(message: string, specifier: string): boolean {
  const name = specifier.split('/')[0] ?? '';
  return message.includes(`'${specifier}'`) || message.startsWith(`'${name}' is imported in`);
}
