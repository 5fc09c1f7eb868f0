import { readFile, writeFile } from 'node:fs/promises';
import { openApiDocument } from '#app/api/_machine/openapi.ts';

/*
 * Writes docs/openapi.json, so that a change of the machine door is seen in review; `--check` compares instead.
 */
const file = new URL('../docs/openapi.json', import.meta.url);
const text = `${JSON.stringify(openApiDocument('http://localhost:3000'), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const written = await readFile(file, 'utf8').catch(() => '');
  if (written !== text) {
    console.error(
      'docs/openapi.json is not what the code answers: run node_modules/.bin/node --import tsx scripts/openapi.ts',
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(file, text);
}
