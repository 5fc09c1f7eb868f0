// Makes public/fonts/*.woff2 and lib/ui/paper/font-files.ts from the full typefaces. Run by hand, when a
// letter is missing: `node scripts/subset-fonts.mjs`. The results are committed; nothing runs this in a build.
//
// The sources are fetched at an exact version into a temporary folder: several megabytes of typefaces that
// only this script needs have no place in everybody's install.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import subsetFont from 'subset-font';

const root = path.join(import.meta.dirname, '..');
const fontFolder = path.join(root, 'public/fonts');

const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, offset) => 32 + offset));
const german = 'ÄÖÜäöüßẞ„“‚‘’–…€§\u00a0';
const turkish = 'ÇĞİŞçğışâîû';
const polish = 'ĄĆĘŁŃÓŚŹŻąćęłńóśźż';
const french = 'ÀÂÆÇÉÈÊËÎÏÔŒÙÛŸàâæçéèêëîïôœùûÿ';
const signs = '”—·•×°²³«»→';

// Headings hold titles and states, so they go without signs and most French capitals: kerning is worth more.
const headingLetters =
  ascii.replaceAll(/["#$%*;<=>@[\]\\^_`{|}~]/gu, '') + german + turkish + polish + 'Éàéèêôœ';
const textLetters = ascii.replaceAll(/[\\^`{}$]/gu, '') + german + turkish + polish + french + signs;

const faces = [
  {
    name: 'vollkorn-600',
    source: '@expo-google-fonts/vollkorn@0.4.1',
    file: '600SemiBold/Vollkorn_600SemiBold.ttf',
    letters: headingLetters,
    maxBytes: 12_288,
  },
  {
    name: 'hyperlegible-400',
    source: '@expo-google-fonts/atkinson-hyperlegible-next@0.4.1',
    file: '400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
    letters: textLetters,
    maxBytes: 9_216,
  },
  {
    name: 'hyperlegible-700',
    source: '@expo-google-fonts/atkinson-hyperlegible-next@0.4.1',
    file: '700Bold/AtkinsonHyperlegibleNext_700Bold.ttf',
    letters: textLetters,
    maxBytes: 9_216,
  },
];

const workFolder = mkdtempSync(path.join(tmpdir(), 'jawort-fonts-'));
try {
  mkdirSync(fontFolder, { recursive: true });
  for (const old of readdirSync(fontFolder)) {
    if (old.endsWith('.woff2')) rmSync(path.join(fontFolder, old));
  }
  const files = {};
  for (const face of faces) {
    const unpacked = fetchSource(face.source);
    const subset = await subsetFont(readFileSync(path.join(unpacked, face.file)), face.letters, {
      targetFormat: 'woff2',
      noHinting: true,
      keepFeatures: ['kern'],
      dropTables: ['STAT', 'gasp'],
    });
    if (subset.length > face.maxBytes)
      throw new Error(`${face.name} has ${subset.length} bytes, more than ${face.maxBytes}.`);
    // The hash makes the address immutable: caches may keep it for ever.
    const hash = createHash('sha256').update(subset).digest('hex').slice(0, 10);
    files[face.name] = `${face.name}.${hash}.woff2`;
    writeFileSync(path.join(fontFolder, files[face.name]), subset);
    console.log(`${files[face.name]}  ${subset.length} bytes`);
  }
  writeFileSync(
    path.join(root, 'lib/ui/paper/font-files.ts'),
    `// Written by scripts/subset-fonts.mjs.
export const fontFiles = {
  heading: '/fonts/${files['vollkorn-600']}',
  text: '/fonts/${files['hyperlegible-400']}',
  strong: '/fonts/${files['hyperlegible-700']}',
} as const;
`,
  );
} finally {
  rmSync(workFolder, { recursive: true, force: true });
}

function fetchSource(source) {
  const target = path.join(workFolder, source.replaceAll(/[^a-z0-9]+/gu, '-'));
  mkdirSync(target, { recursive: true });
  if (readdirSync(target).length === 0) {
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', source, '--json', '--pack-destination', workFolder], { encoding: 'utf8' }),
    );
    execFileSync('tar', ['-xzf', path.join(workFolder, packed.filename), '-C', target]);
  }
  return path.join(target, 'package');
}
