import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './tool.mjs';

/**
 * A document that names a file which is not there sends its reader astray. Checked: paths in backticks that begin
 * with one of our folders, relative links, and `npm run` commands. Places in angle brackets or with * are patterns.
 */
const ownFolders = ['app', 'db', 'docs', 'emails', 'lib', 'lint', 'public', 'scripts', 'tests', '.ci'];

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...markdownBelow('docs')].filter((page) =>
  existsSync(join(root, page)),
);
const commands = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;
const faults = pages.flatMap((page) => faultsOf(page, readFileSync(join(root, page), 'utf8')));

for (const fault of faults) console.log(fault);
if (pages.length === 0) console.log('no document found');
process.exitCode = faults.length > 0 || pages.length === 0 ? 1 : 0;

function faultsOf(page, text) {
  return [
    ...pathsIn(text)
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${page}: \`${path}\` does not exist`),
    ...linksIn(text)
      .filter((link) => !existsSync(join(root, dirname(page), link)))
      .map((link) => `${page}: link to ${link} leads nowhere`),
    ...[...text.matchAll(/npm run ([a-z:]+)/g)]
      .filter(([, name]) => commands[name] === undefined)
      .map(([, name]) => `${page}: there is no command \`npm run ${name}\``),
  ];
}

/** `lib/{a,b}.ts` names two files. */
function pathsIn(text) {
  return [...text.matchAll(/`(#?[\w.()[\]{},/-]+)`/g)]
    .map(([, path]) => path.replace(/^#/, ''))
    .filter((path) => path.includes('/') && ownFolders.includes(path.split('/')[0]))
    .flatMap(expandBraces);
}

function expandBraces(path) {
  const match = /^(.*)\{([^{}]+)\}(.*)$/.exec(path);
  return match ? match[2].split(',').map((choice) => `${match[1]}${choice}${match[3]}`) : [path];
}

function linksIn(text) {
  return [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
    .map(([, link]) => link)
    .filter((link) => !/^(https?|mailto):/.test(link));
}

function markdownBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${String(name)}`)
    .filter((name) => name.endsWith('.md'));
}
