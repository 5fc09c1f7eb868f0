import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, freshPhone, test } from './app.ts';

test('who gives an address finds the copy in the mail, and one click in the mail program ends e-mail', async ({
  app,
  page,
}, info) => {
  const to = `kundin-${info.project.name}-${String(info.workerIndex)}@example.com`;
  await page.goto(app.demo.page_url);
  await page.getByRole('checkbox', { name: /Nachrichten zu meinem Auftrag/u }).check();
  await page.getByRole('checkbox', { name: /Werbung per E-Mail/u }).check();
  await page.locator('input[name=name]').fill('Anna Öztürk');
  await page.locator('input[name=phone]').fill(freshPhone(info.workerIndex));
  await page.locator('input[name=email]').fill(to);
  await page.getByRole('button', { name: 'Angekreuztes erlauben' }).click();
  await expect(page).toHaveURL(/\/r\//u);

  const folder = path.join(app.dataDir, 'mailbox');
  const mailFor = async () => {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
    const mails = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
    return mails.map((mail) => JSON.parse(mail) as Mail).find((mail) => mail.to === to);
  };
  await expect.poll(async () => (await mailFor())?.to, { timeout: 20_000 }).toBe(to);
  const mail = await mailFor();
  const link = /^http\S+\/r\/\S+$/mu.exec(mail?.text ?? '')?.[0] ?? '';
  expect(link).toBe(page.url());

  const oneClick = /<(.+)>/u.exec(mail?.headers['List-Unsubscribe'] ?? '')?.[1] ?? '';
  await page.goto(oneClick);
  await expect(page.getByRole('button', { name: 'Alles widerrufen' })).toBeVisible();
  const answer = await fetch(oneClick, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(answer.status).toBe(200);
  await page.goto(link);
  const line = (title: string) => page.getByRole('listitem').filter({ hasText: title });
  await expect(line('Werbung per E-Mail')).toContainText(/Widerrufen am/u);
  await expect(line('Nachrichten zu meinem Auftrag')).toContainText('noch nicht bestätigt');
});

interface Mail {
  to: string;
  text: string;
  headers: Record<string, string>;
}
