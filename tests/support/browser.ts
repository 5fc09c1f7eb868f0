import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';

/**
 * How Playwright starts Chromium: a real one from an npm package, without a download. The package's own arguments
 * are left out on purpose: they switch web security off and run all pages in one process, which hides faults.
 */
export async function browserLaunch(): Promise<{
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}> {
  const home = await unpackedChromium();
  return {
    executablePath: join(home, 'chromium'),
    // Containers run as root and with a small /dev/shm; hinting differs from machine to machine.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: { ...definedEnvironment(), FONTCONFIG_PATH: join(home, 'fonts') },
  };
}

/**
 * Unpacks 67 MB to 209 MB once a version and user (about two seconds). Two runs at once would write one file
 * together, so each unpacks into a folder of its own and the first to finish gives it the common name.
 */
async function unpackedChromium(): Promise<string> {
  const home = join(tmpdir(), `jawort-chromium-${packageVersion()}-${userInfo().uid}`);
  if (existsSync(home)) return home;
  const own = mkdtempSync(join(tmpdir(), 'jawort-unpacking-'));
  await unpackInto(own);
  try {
    renameSync(own, home);
  } catch (cause) {
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(home)) throw cause;
  }
  return home;
}

/** The package knows one place only, the system's folder for temporary files. */
async function unpackInto(folder: string): Promise<void> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function packageVersion(): string {
  const text = readFileSync(join(process.cwd(), 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  const { version }: { version?: unknown } = JSON.parse(text);
  return String(version);
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
