import { expect, freshPhone, test } from './app.ts';

test('a typed number is proven by its own message, and withdrawn with nothing but the number', async ({
  page,
  app,
  api,
  request,
}, info) => {
  const phone = freshPhone(info.workerIndex);
  await page.goto(app.demo.page_url);
  await page.getByRole('checkbox', { name: 'Nachrichten zu meinem Auftrag' }).check();
  await page.getByLabel('Ihre Handynummer').fill(phone);
  await page.getByRole('button', { name: 'Angekreuztes erlauben' }).click();
  await expect(page.getByRole('heading', { name: 'Noch ein Schritt' })).toBeVisible();
  await expect(page.getByText(`•${phone.slice(-3)}`)).toBeVisible();
  const whatsapp = await page.getByRole('link', { name: 'In WhatsApp bestätigen' }).boundingBox();
  const call = await page.getByRole('link', { name: 'Ohne WhatsApp: anrufen' }).boundingBox();
  expect([call?.width, call?.height]).toEqual([whatsapp?.width, whatsapp?.height]);
  const href = await page.getByRole('link', { name: 'In WhatsApp bestätigen' }).getAttribute('href');
  const text = new URL(href ?? '').searchParams.get('text');
  expect(await api.check(phone)).toMatchObject({ allowed: false, reason: 'pending_confirmation' });

  const heard = await request.post(`${app.url}/api/v1/inbound-messages`, {
    headers: { authorization: `Bearer ${app.demo.live_key}` },
    data: { channel: 'whatsapp', from: { phone }, text, received_at: new Date().toISOString() },
  });
  expect(await heard.json()).toMatchObject({ effect: 'confirmed' });
  await page.getByRole('link', { name: 'Seite neu laden' }).click();
  await expect(page.getByText('Mit einer Nachricht von Ihrem Konto')).toBeVisible();
  expect(await api.check(phone)).toMatchObject({ allowed: true, reason: 'granted' });

  await page.getByRole('link', { name: 'Einwilligung widerrufen' }).click();
  await page.getByLabel('Ihre Handynummer oder E-Mail-Adresse').fill(phone.replace('+49', '0'));
  await page.getByRole('button', { name: 'Alles widerrufen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ihr Widerruf gilt ab sofort.');
  expect(await api.check(phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
});
