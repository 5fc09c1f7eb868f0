import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { RunningApp } from '#tests/support/running-app.ts';
import { expect, test } from './app.ts';

/** The newest mail in the app's mailbox for an address; waits until there is one newer than `since`. */
async function mailFor(app: RunningApp, to: string, since: string): Promise<string> {
  const newest = async () => {
    const folder = path.join(app.dataDir, 'mailbox');
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
    const mails = await Promise.all(
      names.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Mail),
    );
    return mails
      .filter((mail) => mail.to === to && mail.at > since)
      .toSorted((a, b) => b.at.localeCompare(a.at))[0];
  };
  await expect.poll(async () => (await newest())?.to).toBe(to);
  return (await newest())?.text ?? '';
}
interface Mail {
  at: string;
  to: string;
  text: string;
}

const firm = 'Dachdeckerei Sommer GmbH';

test('the printed link signs in by its button, once', async ({ app, page }) => {
  const link = await printedLink(app);
  for (const again of [1, 2]) {
    await page.goto(link);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anmelden bei Jawort');
    if (again === 1) {
      await page.getByRole('button', { name: 'Anmelden' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(firm);
      await page.getByRole('button', { name: 'Abmelden' }).click();
      await expect(page).toHaveURL(/\/console\/sign-in$/u);
    } else {
      await page.getByRole('button', { name: 'Anmelden' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('gilt hier nicht');
    }
  }
});

test('address, code from the mail, console: in one tab', async ({ app, page }) => {
  const since = new Date().toISOString();
  await page.goto(`${app.url}/console`);
  await expect(page).toHaveURL(/\/console\/sign-in$/u);
  await page.getByLabel('Ihre E-Mail').fill(app.demo.owner_email);
  await page.getByRole('button', { name: 'Code schicken' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Geben Sie den Code ein.');
  const code = /^\d{6}$/mu.exec(await mailFor(app, app.demo.owner_email, since))?.[0] ?? '';
  await page.getByLabel('Code').fill(code === '000000' ? '000001' : '000000');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByText('Sie können es noch 4-mal versuchen.')).toBeVisible();
  await page.getByLabel('Code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(firm);
});

test('the mailbox of this machine shows the mail, and its link signs in there', async ({
  app,
  page,
  browser,
}) => {
  const since = new Date().toISOString();
  await page.goto(`${app.url}/console/sign-in`);
  await page.getByLabel('Ihre E-Mail').fill(app.demo.owner_email);
  await page.getByRole('button', { name: 'Code schicken' }).click();
  await mailFor(app, app.demo.owner_email, since);
  await page.getByRole('link', { name: 'Postfach' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Postfach dieses Rechners');
  const link = page.getByRole('link', { name: /\/console\/enter\// }).first();
  const url = (await link.getAttribute('href')) ?? '';

  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await elsewhere.goto(url);
  await elsewhere.getByRole('button', { name: 'Anmelden' }).click();
  await expect(elsewhere.getByText('nur in dem Browser, in dem Sie ihn angefordert haben')).toBeVisible();
  expect(await other.cookies()).toEqual([]);
  await other.close();

  await link.click();
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(firm);
});

test('an unknown address sees the same and gets nothing @js', async ({ app, page }) => {
  const see = async (email: string) => {
    await page.goto(`${app.url}/console/sign-in`);
    await page.getByLabel('Ihre E-Mail').fill(email);
    await page.getByRole('button', { name: 'Code schicken' }).click();
    return page.getByRole('main').innerText();
  };
  const since = new Date().toISOString();
  expect(await see('nobody@example.com')).toBe(await see(app.demo.owner_email));
  await mailFor(app, app.demo.owner_email, since);
  const files = await readdir(path.join(app.dataDir, 'mailbox'));
  const all = await Promise.all(
    files.map((name) => readFile(path.join(app.dataDir, 'mailbox', name), 'utf8')),
  );
  expect(all.join()).not.toContain('nobody@example.com');
});

test('form, fault, code and mailbox hold for everybody (axe) and at 320 px @js', async ({ app, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const since = new Date().toISOString();
  await page.goto(`${app.url}/console/sign-in`);
  await holds(page);
  await page.getByLabel('Ihre E-Mail').fill('jonas');
  await page.getByRole('button', { name: 'Code schicken' }).click();
  await expect(page.getByText('Diese Adresse ist nicht vollständig.')).toBeVisible();
  await holds(page);
  await page.getByLabel('Ihre E-Mail').fill(app.demo.owner_email);
  await page.getByRole('button', { name: 'Code schicken' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Geben Sie den Code ein.');
  await holds(page);
  await mailFor(app, app.demo.owner_email, since);
  await page.getByRole('link', { name: 'Postfach' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Postfach dieses Rechners');
  await holds(page);
});

async function holds(page: Page): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
  expect((await new AxeBuilder({ page }).withTags(tags).analyze()).violations).toEqual([]);
  const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await page.evaluate(over)).toBe(0);
}

test('the mailbox is not there for anybody behind a proxy @js', async ({ app }) => {
  const status = async (headers: Record<string, string>) =>
    (await fetch(`${app.url}/console/mailbox`, { headers })).status;
  expect(await status({})).toBe(200);
  for (const headers of [
    { 'x-forwarded-for': '192.0.2.7' },
    { 'x-forwarded-for': '127.0.0.1' },
    { forwarded: 'for=192.0.2.7' },
    { 'x-real-ip': '192.0.2.7' },
  ])
    expect(await status(headers)).toBe(404);
});

/** A new one: the one of the start works once, and several journeys share an app. */
async function printedLink(app: RunningApp): Promise<string> {
  const { execFile } = await import('node:child_process');
  const { promisify } = await import('node:util');
  const { stdout } = await promisify(execFile)(
    'node_modules/node/bin/node',
    ['dist/jawort.js', 'sign-in', '--email', app.demo.owner_email],
    {
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        NODE_ENV: 'production',
        JAWORT_DATA_DIR: app.dataDir,
        APP_URL: app.url,
      },
    },
  );
  return stdout.trim();
}
