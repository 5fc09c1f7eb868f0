// Draws every state of the customer pages in a real browser and checks each with axe:
// `npx tsx scripts/screenshots.mjs FOLDER [name …]`. PNGs per state × light and dark × 360 and 1280 px.
// Ends with 1 if axe, the console, a side-scroll or a small target is at fault.
import { createReadStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import packagedChromium from '@sparticuz/chromium';
import { renderDocument } from '#lib/ui/paper/document.tsx';
import { pages } from '#tests/ui/fixtures.ts';

const [folder = '/tmp/jawort-screenshots', ...names] = process.argv.slice(2);
const wanted = names.length > 0 ? names : Object.keys(pages);
mkdirSync(folder, { recursive: true });

const publicFolder = path.join(import.meta.dirname, '../public');
const types = {
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};
const server = createServer((request, response) => void answer(request, response));

async function answer(request, response) {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const page = pages[pathname.slice(1)];
  if (page) {
    const { html, csp } = await renderDocument(page);
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': csp })
      .end(html);
    return;
  }
  const type = types[path.extname(pathname)];
  if (!type || pathname.includes('..')) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': type });
  createReadStream(path.join(publicFolder, pathname))
    .on('error', () => response.end())
    .pipe(response);
}
await new Promise((resolve) => {
  server.listen(0, '127.0.0.1', resolve);
});
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: await packagedChromium.executablePath(),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
});
const faults = [];
for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 1280]) {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height: 740 },
      reducedMotion: 'reduce',
    });
    for (const name of wanted) await inspect(context, name, `${name}-${colorScheme}-${width}`);
    await context.close();
  }
}
const narrow = await browser.newContext({ viewport: { width: 320, height: 640 } });
for (const name of wanted) await measureNarrow(narrow, name);
await browser.close();
server.close();
for (const fault of faults) console.log(fault);
console.log(`${wanted.length * 4} views, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;

async function inspect(context, name, label) {
  const page = await context.newPage();
  page.on('console', (message) => faults.push(`${label}: console ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`${label}: ${error.message}`));
  await page.goto(`${origin}/${name}`);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(folder, `${label}.png`), fullPage: true });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  for (const violation of violations) {
    faults.push(
      `${label}: axe ${violation.id} ${violation.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    );
  }
  // WCAG 2.5.8 exempts links in running text; everything else is at least 44 px high here.
  const small = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'button:not([hidden]), .box, .field input, footer a, summary, .button, .whole a',
      ),
    ]
      .map((element) => ({ box: element.getBoundingClientRect(), html: element.outerHTML.slice(0, 90) }))
      .filter(({ box }) => box.height < 43.9 || box.width < 43.9)
      .map(({ box, html }) => `${box.width}×${box.height} ${html}`),
  );
  for (const target of small) faults.push(`${label}: small target ${target}`);
  await page.close();
}

async function measureNarrow(context, name) {
  const page = await context.newPage();
  await page.goto(`${origin}/${name}`);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (overflow > 0) faults.push(`${name}: scrolls ${overflow} px sideways at 320 px`);
  await page.close();
}
