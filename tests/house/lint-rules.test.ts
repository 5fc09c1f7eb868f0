import { beforeAll, expect, test } from 'vitest';
import { lintPlanted, type Finding } from './planted.ts';

/** One habit of the house, one file that breaks it. A habit whose file passes is not held by anything. */
const habits: { habit: string; rule: string; file: string; code: string }[] = [
  {
    habit: 'a rule reads no clock',
    rule: 'jawort(no-clock)',
    file: 'lib/domain/check/clock.ts',
    code: `export const now = () => new Date();`,
  },
  {
    habit: 'a rule reads no milliseconds',
    rule: 'jawort(no-clock)',
    file: 'lib/domain/check/millis.ts',
    code: `export const now = () => Date.now();`,
  },
  {
    habit: 'a rule rolls no dice',
    rule: 'jawort(no-clock)',
    file: 'lib/domain/check/dice.ts',
    code: `export const roll = () => Math['random']();`,
  },
  {
    habit: 'a rule knows no environment',
    rule: 'eslint(no-restricted-globals)',
    file: 'lib/domain/check/environment.ts',
    code: `export const platform = process.platform;`,
  },
  {
    habit: 'a service knows no HTTP',
    rule: 'eslint(no-restricted-globals)',
    file: 'lib/services/consent/http.ts',
    code: `export const gone = () => new Response(null, { status: 410 });`,
  },
  {
    habit: 'only lib/config.ts reads the environment',
    rule: 'eslint(no-restricted-properties)',
    file: 'lib/services/mail/environment.ts',
    code: `export const key = process.env['RESEND_API_KEY'];`,
  },
  {
    habit: 'SQL is not glued together outside db/',
    rule: 'jawort(no-raw-sql)',
    file: 'lib/services/consent/glue.ts',
    code: `export const all = (tx: { unsafe(text: string): unknown }, id: string) => tx.unsafe('select ' + id);`,
  },
  {
    habit: 'no state is written without its event',
    rule: 'jawort(names)',
    file: 'lib/services/consent/untraced.ts',
    code: `import { writeLines } from '#db/queries/consent-state.ts';\nexport const act = () => writeLines();`,
  },
  {
    habit: 'no event is written past the log, under no other name',
    rule: 'jawort(names)',
    file: 'lib/services/consent/past-the-log.ts',
    code: `import * as ledger from '#db/queries/ledger.ts';\nexport const act = () => ledger.insertEvent();`,
  },
  {
    habit: 'no event is written past the log, by renaming',
    rule: 'jawort(names)',
    file: 'lib/services/consent/renamed.ts',
    code: `import { insertEvent as note } from '#db/queries/ledger.ts';\nexport const act = () => note();`,
  },
  {
    habit: 'nothing is put into a page unescaped',
    rule: 'react(no-danger)',
    file: 'lib/ui/paper/danger.tsx',
    code: `export const Note = ({ html }: { html: string }) => <p dangerouslySetInnerHTML={{ __html: html }} />;`,
  },
  {
    habit: 'no any',
    rule: 'typescript(no-explicit-any)',
    file: 'lib/services/consent/any.ts',
    code: `export const take = (value: any): unknown => value;`,
  },
  {
    habit: 'no exclamation mark instead of a check',
    rule: 'typescript(no-non-null-assertion)',
    file: 'lib/services/consent/bang.ts',
    code: `export const first = (list: string[]): string => list[0]!;`,
  },
  {
    habit: 'no cast through unknown',
    rule: 'jawort(no-double-cast)',
    file: 'lib/services/consent/cast.ts',
    code: `export const lie = (value: number): string => value as unknown as string;`,
  },
  {
    habit: 'no barrel',
    rule: 'oxc(no-barrel-file)',
    file: 'lib/services/consent/index.ts',
    code: `export * from './bang.ts';`,
  },
  {
    habit: 'no default export outside Next files',
    rule: 'import(no-default-export)',
    file: 'lib/services/consent/default.ts',
    code: `const answer = 1;\nexport default answer;`,
  },
  {
    habit: 'file names in kebab case',
    rule: 'unicorn(filename-case)',
    file: 'lib/services/consent/withdrawConsent.ts',
    code: `export const answer = 1;`,
  },
  {
    habit: 'no circle of imports',
    rule: 'import(no-cycle)',
    file: 'lib/services/consent/ring-a.ts',
    code: `import { b } from './ring-b.ts';\nexport const a = () => b();`,
  },
  {
    habit: 'no swallowed error',
    rule: 'eslint(no-empty)',
    file: 'lib/services/consent/swallow.ts',
    code: `export function quiet(act: () => void) {\n  try {\n    act();\n  } catch {}\n}`,
  },
  {
    habit: 'no promise left alone',
    rule: 'typescript(no-floating-promises)',
    file: 'lib/services/consent/floating.ts',
    code: `export function start(act: () => Promise<void>) {\n  act();\n}`,
  },
  {
    habit: 'no promise where a boolean is asked',
    rule: 'typescript(no-misused-promises)',
    file: 'lib/services/consent/misused.ts',
    code: `export const may = (act: () => Promise<boolean>): string => (act() ? 'yes' : 'no');`,
  },
  {
    habit: 'a switch names every case',
    rule: 'typescript(switch-exhaustiveness-check)',
    file: 'lib/services/consent/switch.ts',
    code: `export function say(reason: 'granted' | 'withdrawn'): string {\n  switch (reason) {\n    case 'granted':\n      return 'yes';\n    default:\n      return 'no';\n  }\n}`,
  },
  {
    habit: 'only errors are thrown',
    rule: 'typescript(only-throw-error)',
    file: 'lib/services/consent/throw.ts',
    code: `export function stop(): never {\n  throw 'stop';\n}`,
  },
  {
    habit: 'no printing past the log',
    rule: 'eslint(no-console)',
    file: 'lib/services/consent/print.ts',
    code: `export const say = (phone: string) => console.log(phone);`,
  },
  {
    habit: 'no test left out of the run',
    rule: 'vitest(no-focused-tests)',
    file: 'tests/services/focused.test.ts',
    code: `import { expect, test } from 'vitest';\ntest.only('one and one is two', () => {\n  expect(1 + 1).toBe(2);\n});`,
  },
  {
    habit: 'an exemption that is no longer needed goes',
    rule: 'linter',
    file: 'lib/services/consent/stale.ts',
    code: `// oxlint-disable-next-line no-console -- was needed once\nexport const answer = 1;`,
  },
];

const withoutFault: Record<string, string> = {
  'lib/services/consent/ring-b.ts': `import { a } from './ring-a.ts';\nexport const b = (): unknown => a();`,
  // The exemptions of .oxlintrc.json: each must still be allowed where it is needed.
  'lib/config.ts': `export const port = process.env['PORT'];`,
  'lib/ui/paper/frame.tsx': `export const Css = ({ css }: { css: string }) => <style dangerouslySetInnerHTML={{ __html: css }} />;`,
  'db/migrate.ts': `export const run = (tx: { unsafe(text: string): unknown }, text: string) => tx.unsafe(text);`,
  'lib/services/ledger/record.ts': `import { writeLines } from '#db/queries/consent-state.ts';\nexport const record = () => writeLines();`,
  'app/(public)/e/[business]/[page]/route.ts': `export const GET = () => new Response('ok');`,
  'app/layout.tsx': `export default function Layout() {\n  return <p>ok</p>;\n}`,
};

let findings = new Map<string, Finding[]>();
beforeAll(async () => {
  findings = await lintPlanted({
    ...Object.fromEntries(habits.map(({ file, code }) => [file, code])),
    ...withoutFault,
  });
});

for (const { habit, rule, file } of habits) {
  test(`the linter holds: ${habit}`, () => {
    expect(findings.get(file)?.map((finding) => finding.rule)).toContain(rule);
  });
}

test('what is allowed in its one place stays allowed there', () => {
  const ring = 'lib/services/consent/ring-b.ts'; // the other half of the planted circle is found too
  const surprised = Object.keys(withoutFault).filter((file) => file !== ring && findings.has(file));
  expect(surprised.map((file) => [file, findings.get(file)])).toEqual([]);
});
