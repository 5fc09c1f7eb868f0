import AxeBuilder from '@axe-core/playwright';
import { expect, freshPhone, test } from './app.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

// The browser's language is the only thing that says English here: no page is asked for by ?l=.
test.use({ locale: 'en-GB' });

test('the whole path in English: a fault, a yes, the copy, one line and then all of it withdrawn', async ({
  page,
  api,
}, info) => {
  const phone = freshPhone(info.workerIndex);
  const heading = page.getByRole('heading', { level: 1 });
  await page.goto(await api.invite(phone));
  await expect(heading).toHaveText('May we write to you on WhatsApp?');

  await page.getByRole('button', { name: 'Allow what I ticked' }).click();
  await expect(page).toHaveTitle(/^Error:/u);
  await expect(page.getByRole('link', { name: /ticked nothing/u })).toBeVisible();

  await page.getByRole('checkbox', { name: 'Messages about my order' }).check();
  await page.getByRole('checkbox', { name: 'Photos and videos of my house' }).check();
  await page.getByRole('button', { name: 'Allow what I ticked' }).click();
  await expect(heading).toHaveText('Saved. This is your copy.');
  expect(await api.check(phone)).toMatchObject({ allowed: true, reason: 'granted' });

  await page.getByRole('button', { name: /^Withdraw ?: Photos and videos of my house$/u }).click();
  await expect(heading).toHaveText('Changed. A part is withdrawn.');
  expect(await api.check(phone, 'photos')).toMatchObject({ allowed: false, reason: 'withdrawn' });

  await page.getByRole('button', { name: 'Withdraw everything' }).click();
  await expect(heading).toHaveText('Withdrawn.');
  expect(await api.check(phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });

  // The copy stays English for somebody who reads German otherwise, and is German one tap away.
  const receipt = page.url();
  await page.getByRole('link', { name: 'Deutsch' }).click();
  expect(page.url()).toBe(`${receipt}?l=de`);
  await expect(heading).toHaveText('Widerrufen.');
  await expect(page.getByRole('link', { name: 'Fassung 1, englisch' })).toBeVisible();
});

test('the small pages in English have no accessibility fault, dark and narrow @js', async ({ page, app }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of [
    `/help?e=${app.demo.business}`,
    `/accessibility?e=${app.demo.business}`,
    '/help',
    '/accessibility',
    `/e/${app.demo.business}/imprint`,
    `/e/${app.demo.business}/privacy`,
    '/s/222222',
  ]) {
    await page.goto(`${app.url}${path}`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    expect((await new AxeBuilder({ page }).withTags(tags).analyze()).violations, path).toEqual([]);
  }
});
