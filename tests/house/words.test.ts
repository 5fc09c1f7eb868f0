import { expect, test } from 'vitest';
import { linesWith, textFiles } from './tree.ts';

/** Files that must name what they forbid, each with its reason. */
const mayNameThem: Readonly<Record<string, string>> = {
  'tests/house/words.test.ts': 'this list',
  'tests/ui/messages.test.ts': 'a list of the same kind, for the messages',
  'package-lock.json': 'written by npm, with the registry it came from',
  LICENSE: 'the text of the licence is not ours',
};

const files = textFiles().filter(({ path }) => !(path in mayNameThem));

/** Code and prose of the product; data such as snapshots of the database schema may hold anything. */
const written = files.filter(({ path }) => !path.startsWith('db/migrations/meta/'));

/** English has quotes of its own and lives in files of its own. */
const english = /(?:^|[/-])en\.(?:json|ts)$/;
const german = written.filter(
  ({ path }) =>
    !english.test(path) &&
    /^(lib\/i18n\/messages|lib\/ui|lib\/domain\/catalogue|lib\/domain\/template|emails|app|db\/seed)\//.test(
      path,
    ),
);

test('there is something to look at', () => {
  expect(written.length).toBeGreaterThan(50);
  expect(german.length).toBeGreaterThan(3);
});

test('German words keep their umlauts', () => {
  // Words that exist only with an umlaut or ß. Keys, hosts and addresses are ASCII by nature and may hold them.
  const ascii =
    /(?<![:@/.\w-])(fuer|ueber|koennen|moechten?|muessen|duerfen|zurueck|spaeter|waehlen|bestaetig\w*|gueltig\w*|loesch\w*|aender\w*|naechste\w*|schliess\w*|strasse|groesse\w*|oeffn\w*|geraet\w*|geruest\w*|erklaer\w*|widerspruech\w*|empfaenger\w*|zustaendig\w*|moeglich\w*|persoenlich\w*|naemlich|laeuft|enthaelt|gehoert\w*|hoechsten\w*)\b(?![.@-]\w)/i;
  expect(linesWith(ascii, written)).toEqual([]);
});

test('German quotes are „…“', () => {
  // A German closing quote after a straight or English opening one, or the other way round.
  const mixed = /„[^“”"\n]*["”]|["”][^„"\n]*“/;
  expect(linesWith(mixed, german)).toEqual([]);
});

test('no sentence for customers frightens, flatters or hurries', () => {
  const loud =
    /\b(Achtung!|dringend|sofort handeln|letzte Chance|nur noch heute|verpassen Sie|leider müssen wir|Warnung!|unverzüglich|zwingend|kostenlos testen)/i;
  expect(linesWith(loud, german)).toEqual([]);
});

test('no document boasts', () => {
  const boasting =
    /\b(seamless\w*|blazing\w*|world-class|cutting-edge|state-of-the-art|effortless\w*|game-?chang\w*|best-in-class|enterprise-grade|military-grade|100 ?% (safe|secure)|unhackable)\b/i;
  expect(linesWith(boasting, written)).toEqual([]);
});

test('nothing names the machine it was written on, or the place packages came from', () => {
  const place =
    /(?:^|[^\w.])\/(?:work|home|root|Users)\/[a-z]|registry\.npmjs|npmjs\.org|\/tmp\/jw\b|verdaccio|artifactory/;
  expect(linesWith(place, written)).toEqual([]);
});

test('nothing is left for later without an issue', () => {
  // Marker comments age in place; what is open stands in an issue.
  const markers = /\b(TODO|FIXME|XXX|HACK)\b/;
  expect(linesWith(markers, written)).toEqual([]);
});

test('sample phone numbers are from the ranges set aside for fiction', () => {
  const anyNumber = /(?:\+49|0049|\b0)[\s-]?1[567]\d(?:[\s/-]?\d){6,9}/;
  const fiction = /(?:\+49|0049|0)[\s-]?(?:171[\s/-]?39200|176[\s/-]?040690)/;
  const strange = written
    .filter(({ path }) => !path.startsWith('tests/'))
    .flatMap((file) =>
      linesWith(anyNumber, [file]).filter(
        (line) => !fiction.test(line.replaceAll(/(\d)[\s/-](?=\d)/g, '$1')),
      ),
    );
  expect(strange).toEqual([]);
});

test('every exemption from the linter carries its reason', () => {
  const bare =
    /(?:oxlint|eslint)-disable(?:-next-line|-line)?(?!.* -- \S)|@ts-(?:ignore|nocheck)|@ts-expect-error\s*$/;
  const code = written.filter(
    ({ path }) => /\.(ts|tsx|mjs)$/.test(path) && path !== 'tests/house/lint-rules.test.ts',
  );
  expect(linesWith(bare, code)).toEqual([]);
});
