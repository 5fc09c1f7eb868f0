import { expect, freshPhone, test } from './app.ts';

test('invited: two taps to a yes, one tap to take it back, and the check follows', async ({
  page,
  api,
}, info) => {
  const phone = freshPhone(info.workerIndex);
  await page.goto(await api.invite(phone));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Dürfen wir Ihnen per WhatsApp schreiben?',
  );
  await expect(page.getByText(`•${phone.slice(-3)}`)).toBeVisible();
  expect(await api.check(phone)).toMatchObject({ allowed: false, reason: 'requested' });

  await page.getByRole('checkbox', { name: 'Nachrichten zu meinem Auftrag' }).check();
  await page.getByRole('button', { name: 'Angekreuztes erlauben' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Durchschlag');
  expect(await api.check(phone)).toMatchObject({ allowed: true, reason: 'granted' });
  expect(await api.check(phone, 'advertising')).toMatchObject({ allowed: false, reason: 'refused' });

  await page.getByRole('button', { name: 'Alles widerrufen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Widerrufen');
  expect(await api.check(phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
});

test('public page: a typed number waits, and the receipt says so', async ({ page, app, api }, info) => {
  const phone = freshPhone(info.workerIndex);
  await page.goto(app.demo.page_url);
  await page.getByRole('checkbox', { name: 'Nachrichten zu meinem Auftrag' }).check();
  await page.getByLabel('Ihre Handynummer').fill(phone.replace('+49', '0'));
  await page.getByRole('button', { name: 'Angekreuztes erlauben' }).click();
  await expect(page).toHaveURL(/\/r\/[A-Za-z0-9_-]{43}$/u);
  expect(await api.check(phone)).toMatchObject({ allowed: false, reason: 'pending_confirmation' });
});

test('a fault keeps what was ticked and typed, and leads back to its field', async ({ page, app }) => {
  await page.goto(app.demo.page_url);
  await page.getByRole('checkbox', { name: 'Werbung per E-Mail' }).check();
  await page.getByLabel('Ihr Name').fill('Łukasz Müller-Weiß');
  await page.getByRole('button', { name: 'Angekreuztes erlauben' }).click();
  await expect(page).toHaveTitle(/^Fehler:/u);
  await expect(page.getByRole('checkbox', { name: 'Werbung per E-Mail' })).toBeChecked();
  await expect(page.getByLabel('Ihr Name')).toHaveValue('Łukasz Müller-Weiß');
  await expect(page.getByRole('heading', { name: 'Bitte prüfen Sie' })).toBeVisible();
});

test('no is one tap with everything empty, and stores nothing', async ({ page, app }) => {
  await page.goto(app.demo.page_url);
  await page.getByRole('button', { name: 'Nichts erlauben' }).click();
  await expect(page.getByText('nichts gespeichert').first()).toBeVisible();
});

test('one line is withdrawn alone', async ({ page, api }, info) => {
  const phone = freshPhone(info.workerIndex);
  await page.goto(await api.invite(phone));
  await page.getByRole('checkbox', { name: 'Nachrichten zu meinem Auftrag' }).check();
  await page.getByRole('checkbox', { name: 'Fotos und Videos von meinem Haus' }).check();
  await page.getByRole('button', { name: 'Angekreuztes erlauben' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Fotos und Videos' }).getByRole('button').click();
  expect(await api.check(phone, 'photos')).toMatchObject({ allowed: false, reason: 'withdrawn' });
  expect(await api.check(phone)).toMatchObject({ allowed: true });
});

test('an answered link shows that it was answered, and leads to the same receipt', async ({
  page,
  api,
}, info) => {
  const invitation = await api.invite(freshPhone(info.workerIndex));
  await page.goto(invitation);
  await page.getByRole('button', { name: 'Nichts erlauben' }).click();
  const receipt = page.url();
  await page.goto(invitation);
  await expect(page.getByText('schon geantwortet').first()).toBeVisible();
  await page
    .getByRole('link', { name: /Durchschlag/u })
    .first()
    .click();
  expect(page.url()).toBe(receipt);
});
