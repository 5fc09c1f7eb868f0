import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { closeQueue } from '#lib/adapters/queue/boss.ts';
import { closePools } from '#db/client.ts';
import { frameOf } from '#app/_doors/customer/frame.ts';
import { shownFor } from '#app/_doors/customer/language.ts';
import { noticeOf } from '#lib/domain/template/version.ts';
import { openPage } from '#lib/services/page/open.ts';
import type { QuestionPage } from '#lib/ui/paper/views.ts';
import type { Firm } from '#tests/support/scene.ts';
import { serverEnv } from './check-requests.ts';
import { median, report } from './figures.ts';
import { load, type Load } from './loading.ts';
import { benchScene, type BenchScene } from './scene.ts';
import { freePort, runServer, type Running } from './servers.ts';

/*
 * Requests a second of the customer's question page, beside the same page as an App Router page of the same Next, with
 * and without compression. The twin has no database to ask; ours asks it each time. Arguments: folder of the bundled
 * programs, file for the figures, the repository's root.
 */
const [programs = '', figuresFile = '', root = ''] = process.argv.slice(2);
const goal = 5;
const pairs = 3;
const secondsEach = 2;

const run = promisify(execFile);
const place = path.dirname(figuresFile);
mkdirSync(place, { recursive: true });
const twinFolder = path.join(place, 'bench-twin');
const scene = await benchScene(1);
try {
  await buildTwin();
  await measure(scene);
} finally {
  await closeQueue();
  await closePools();
  await scene.cluster.stop();
  rmSync(twinFolder, { recursive: true, force: true });
}
process.exit();

/** A whole app of three files; the page itself was bundled beside this program. */
async function buildTwin(): Promise<void> {
  rmSync(twinFolder, { recursive: true, force: true });
  mkdirSync(path.join(twinFolder, 'app/e'), { recursive: true });
  const write = (file: string, text: string) => writeFileSync(path.join(twinFolder, file), text);
  write('package.json', '{"private":true,"type":"module"}');
  write(
    'next.config.mjs',
    `export default { turbopack: { root: ${JSON.stringify(root)} }, typescript: { ignoreBuildErrors: true } };`,
  );
  write('app/layout.js', 'export default function Layout({ children }) { return children; }');
  write('view.json', JSON.stringify(await viewOf(scene.firm)));
  write(
    'app/e/page.js',
    `import { createElement } from 'react';
import { Page } from '../../../bench-twin-page.js';
import view from '../../view.json';
export const dynamic = 'force-dynamic';
export default function Question() { return createElement(Page, { page: view }); }
`,
  );
  const startedAt = performance.now();
  const next = path.join(root, 'node_modules/next/dist/bin/next');
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  await run(process.execPath, [next, 'build'], { cwd: twinFolder, env });
  console.log(`twin built in ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`);
}

/** What our door hands to the same component for somebody who opens the page. */
async function viewOf({ slug, pageSlug }: Firm): Promise<QuestionPage> {
  const opened = await openPage(slug, pageSlug);
  if (opened.state !== 'open') throw new Error(`page is ${opened.state}`);
  const address = `/e/${slug}/${pageSlug}`;
  const shown = shownFor(new Request(`http://localhost${address}`));
  return {
    kind: 'question',
    ...frameOf(opened.firm, shown),
    versionNumber: opened.versionNumber,
    versionUrl: `/t/${opened.version.id}`,
    notice: noticeOf(opened.version, shown.locale),
    action: address,
    snapshot: opened.snapshot,
    contact: { kind: 'typed' },
    needs: { name: true, phone: true, email: 'optional' },
    values: { name: '', phone: '', email: '', ticked: [] },
    errors: [],
    changed: false,
    notMineUrl: null,
  };
}

async function measure({ firm, ...rest }: BenchScene): Promise<void> {
  const port = await freePort();
  const env = { ...serverEnv({ firm, ...rest }, port), ROLE: 'web' };
  const ours = await runServer([path.join(programs, 'bench-server.js')], env, port);
  const twinPort = await freePort();
  const next = path.join(root, 'node_modules/next/dist/bin/next');
  const twinArgs = [next, 'start', twinFolder, '-p', String(twinPort), '-H', '127.0.0.1'];
  const twin = await runServer(twinArgs, { ...env, NEXT_TELEMETRY_DISABLED: '1' }, twinPort, '/e');
  const ourPath = `/e/${firm.slug}/${firm.pageSlug}`;
  await sameWords(port, ourPath, twinPort);

  const plain = await compared('plain', [ours, ourPath], [twin, '/e'], '');
  const gzip = await compared('gzip', [ours, ourPath], [twin, '/e'], 'Accept-Encoding: gzip');
  await ours.stop();
  await twin.stop();
  report(
    figuresFile,
    'pages',
    [plain, gzip].map(({ name, rounds }) => {
      const ratio = median(rounds.map((r) => r.ours.perSecond / r.twin.perSecond));
      const rate = (of: 'ours' | 'twin') => median(rounds.map((r) => r[of].perSecond)).toFixed(0);
      return {
        what: `question pages/s, ${name} (${rate('ours')}) to the App Router's (${rate('twin')})`,
        figure: ratio.toFixed(1),
        goal: `>= ${String(goal)}`,
        met: ratio >= goal,
      };
    }),
    { plain, gzip },
  );
}

interface Compared {
  readonly name: string;
  readonly rounds: readonly { readonly ours: Load; readonly twin: Load }[];
}

async function compared(
  name: string,
  [ours, ourPath]: [Running, string],
  [twin, twinPath]: [Running, string],
  header: string,
): Promise<Compared> {
  const file = (of: string, at: string) => {
    const requestsFile = path.join(place, `bench-pages-${of}.json`);
    const lines = [`GET ${at} HTTP/1.1`, 'Host: 127.0.0.1', ...(header === '' ? [] : [header]), '', ''];
    writeFileSync(requestsFile, JSON.stringify({ requests: [lines.join('\r\n')] }));
    return { programs, requestsFile, seconds: secondsEach, connections: 16 };
  };
  const ofOurs = file('ours', ourPath);
  const ofTwin = file('twin', twinPath);
  await load(ours, ofOurs);
  await load(twin, ofTwin);
  const rounds: { ours: Load; twin: Load }[] = [];
  for (let i = 0; i < pairs; i += 1) {
    const round = { twin: await load(twin, ofTwin), ours: await load(ours, ofOurs) };
    rounds.push(round);
    console.log(
      `${name} ${String(i + 1)}: ${round.ours.perSecond.toFixed(0)}/s | twin ${round.twin.perSecond.toFixed(0)}/s | ${(round.ours.perSecond / round.twin.perSecond).toFixed(1)} times`,
    );
  }
  return { name, rounds };
}

/** Two pages that say different things are not compared. */
async function sameWords(port: number, ourPath: string, twinPort: number): Promise<void> {
  const ours = await wordsOf(`http://127.0.0.1:${String(port)}${ourPath}`);
  const twins = await wordsOf(`http://127.0.0.1:${String(twinPort)}/e`);
  const off = Math.abs(ours.length - twins.length) / ours.length;
  console.log(`words on the page: ${String(ours.length)}, on the twin's ${String(twins.length)}`);
  if (!(off < 0.05)) throw new Error('the twin does not say what our page says');
}

async function wordsOf(url: string): Promise<string[]> {
  const html = await (await fetch(url)).text();
  const bare = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/gu, ' ').replace(/<[^>]*>/gu, ' ');
  return bare.split(/\s+/u).filter((word) => word !== '');
}
