import { describe, expect, test } from 'vitest';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import { createInvitation } from '#lib/services/invitation/create.ts';
import { setSuspended } from '#lib/services/business/suspend.ts';
import { setPaused } from '#lib/services/page/pause.ts';
import { fieldValue, get, post } from '#tests/support/browser-like.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, aPhone, type Firm } from '#tests/support/scene.ts';

useDatabase();

const pageOf = (firm: Firm) => `/e/${firm.slug}/${firm.pageSlug}`;
const askedIn = (acceptLanguage: string) => ({ headers: { 'accept-language': acceptLanguage } });

async function invite(firm: Firm, locale?: 'de' | 'en'): Promise<string> {
  const { token } = await createInvitation(firm.live, {
    contact: { phone: aPhone() },
    page: firm.pageSlug,
    delivered_by: 'whatsapp',
    ...(locale ? { locale } : {}),
  });
  return `/i/${token}`;
}

async function languageOf(answer: Response): Promise<string | undefined> {
  const html = await answer.text();
  const language = /<html lang="(\w+)"/u.exec(html)?.[1];
  expect(answer.headers.get('content-language')).toBe(language);
  expect(answer.headers.get('vary')).toBe('accept-language');
  return language;
}

describe('the language of a page', () => {
  test('is said by the address, then by the invitation, then by the browser', async () => {
    const firm = await aFirm();
    const [plain, german, english] = [await invite(firm), await invite(firm, 'de'), await invite(firm, 'en')];
    const table: [path: string, acceptLanguage: string, language: string][] = [
      [pageOf(firm), 'fr', 'de'],
      [pageOf(firm), '*', 'de'],
      [pageOf(firm), 'en-GB,de;q=0.5', 'en'],
      [`${pageOf(firm)}?l=en`, 'de', 'en'],
      [`${pageOf(firm)}?l=de`, 'en', 'de'],
      [`${pageOf(firm)}?l=tr`, 'en', 'en'],
      [plain, 'en', 'en'],
      [german, 'en', 'de'],
      [english, 'de', 'en'],
      [`${english}?l=de`, 'en', 'de'],
    ];
    for (const [path, acceptLanguage, language] of table) {
      expect(await languageOf(await get(path, askedIn(acceptLanguage))), `${path} ${acceptLanguage}`).toBe(
        language,
      );
    }
  });

  test('goes for every page of the door, also where nothing is found, open or allowed', async () => {
    const firm = await aFirm();
    const closed = await aFirm();
    await setPaused(closed.businessId, { pageSlug: closed.pageSlug, paused: true, by: 'test' });
    const suspended = await aFirm();
    await setSuspended(suspended.businessId, { suspended: true, by: 'test' });
    const pages: [path: string, status: number, words: string][] = [
      [pageOf(firm), 200, 'May we write to you on WhatsApp?'],
      [`/e/${firm.slug}/imprint`, 200, 'Legal notice'],
      [`/e/${firm.slug}/privacy`, 200, 'Privacy on this page'],
      [`/t/${firm.versionId}`, 200, 'What is asked'],
      ['/help', 200, 'How do I withdraw?'],
      ['/accessibility', 200, 'Accessibility statement'],
      [pageOf(closed), 200, 'closed at the moment'],
      [pageOf(suspended), 200, 'Nothing is being asked here.'],
      ['/e/nobody/nothing', 404, 'There is no such page.'],
      ['/s/222222', 404, 'There is no such page.'],
      [`/r/${'A'.repeat(43)}`, 404, 'There is no such page.'],
    ];
    for (const [path, status, words] of pages) {
      const answer = await get(path, askedIn('en'));
      expect(answer.status, path).toBe(status);
      const html = await answer.text();
      expect(html, path).toContain('<html lang="en"');
      expect(html, path).toContain(words);
    }
    const wrongMethod = await get('/help', { method: 'PUT', ...askedIn('en') });
    expect([wrongMethod.status, await languageOf(wrongMethod)]).toEqual([405, 'en']);
  });

  test('is offered by links that keep the page and hold no token', async () => {
    const firm = await aFirm();
    const path = await invite(firm);
    const html = await (await get(path, askedIn('en'))).text();
    expect(html).toMatch(/<a href="\?l=de" lang="de" hrefLang="de" dir="ltr">Deutsch<\/a>/u);
    expect(html).toMatch(
      /<a href="\?l=en" lang="en" hrefLang="en" dir="ltr" aria-current="true">English<\/a>/u,
    );
    const help = await (await get(`/help?e=${firm.slug}&l=en`)).text();
    expect(help).toContain(`href="?e=${firm.slug}&amp;l=de"`);
  });

  test('once chosen goes along to the pages it leads to', async () => {
    const firm = await aFirm();
    const html = await (await get(`${pageOf(firm)}?l=en`)).text();
    for (const path of [
      `action="${pageOf(firm)}?l=en"`,
      `href="/t/${firm.versionId}?l=en"`,
      `href="/e/${firm.slug}/imprint?l=en"`,
      `href="/help?e=${firm.slug}&amp;l=en"`,
    ]) {
      expect(html).toContain(path);
    }
    expect(await (await get(pageOf(firm), askedIn('en'))).text()).toContain(`action="${pageOf(firm)}"`);
  });
});

describe('an answer in English', () => {
  async function answered(firm: Firm, path: string, browser = 'en') {
    const snapshot = fieldValue(await (await get(path, askedIn(browser))).text(), 'snapshot');
    const answer = await post(path, [
      ['snapshot', snapshot],
      ['item', 'order'],
      ['choice', 'grant'],
    ]);
    expect(answer.status).toBe(303);
    return answer.headers.get('location') ?? '';
  }

  test('has an English copy, whatever the browser says later', async () => {
    const firm = await aFirm();
    const receipt = await answered(firm, await invite(firm));
    const html = await (await get(receipt, askedIn('de'))).text();
    expect(html).toContain('<html lang="en"');
    expect(html).toContain('Messages about my order');
    expect(html).toContain(`href="/t/${firm.versionId}?l=en"`);
    expect(html).toContain('Version 1, in English');
  });

  test('can be read in German too, and still says that the English text was read', async () => {
    const firm = await aFirm();
    const receipt = await answered(firm, await invite(firm, 'en'), 'de');
    const html = await (await get(`${receipt}?l=de`)).text();
    expect(html).toContain('Nachrichten zu meinem Auftrag');
    expect(html).toContain('Fassung 1, englisch');
    const withdrawn = await post(`${receipt}?l=de`, [['withdraw', 'all']]);
    expect(withdrawn.headers.get('location')).toBe(`${receipt}?l=de`);
  });

  test('with a fault is asked again in the language of its form, with ticks and typing', async () => {
    const firm = await aFirm();
    const path = pageOf(firm);
    const snapshot = fieldValue(await (await get(path, askedIn('en'))).text(), 'snapshot');
    // No header and no ?l= on the way back: the form itself says what was read.
    const again = await post(path, [
      ['snapshot', snapshot],
      ['item', 'order'],
      ['name', 'Ayşe'],
      ['phone', '0176'],
      ['email', ''],
      ['choice', 'grant'],
    ]);
    expect(again.status).toBe(422);
    const html = await again.text();
    expect(html).toContain('<html lang="en"');
    expect(html).toContain('<title>Error:');
    expect(html).toMatch(/This number is too short\.|We cannot read this number\./u);
    expect(fieldValue(html, 'name')).toBe('Ayşe');
    expect(fieldValue(html, 'snapshot')).toBe(snapshot);
  });

  test('with an old form is shown anew in the language of the address', async () => {
    const firm = await aFirm();
    const stale = await post(`${pageOf(firm)}?l=en`, [
      ['snapshot', 'x.y'],
      ['choice', 'grant'],
    ]);
    expect(stale.status).toBe(409);
    expect(await stale.text()).toContain('Please look again');
  });

  test('that is a No by nobody we know says so in English', async () => {
    const firm = await aFirm();
    const path = `${pageOf(firm)}?l=en`;
    const snapshot = fieldValue(await (await get(path)).text(), 'snapshot');
    const html = await (
      await post(path, [
        ['snapshot', snapshot],
        ['choice', 'refuse'],
      ])
    ).text();
    expect(html).toContain('All right. Nothing was saved.');
    expect(html).toContain(`href="${path}"`);
  });
});

test('what a firm did not translate is German on the English page, with a note', async () => {
  const { translations: _, ...draft } = rooferDraft;
  const firm = await aFirm({ draft });
  const html = await (await get(`${pageOf(firm)}?l=en`)).text();
  expect(html).toContain('<html lang="en"');
  expect(html).toContain(`<h1><span lang="de">${rooferDraft.question}</span></h1>`);
  expect(html).toContain('This part is available in German only.');
  expect(html).toContain('Allow what I ticked');
});
