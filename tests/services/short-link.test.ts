import { expect, test } from 'vitest';
import { newId } from '#lib/adapters/ids/uuid.ts';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import type { PageId } from '#lib/domain/ids.ts';
import { shortCode } from '#lib/domain/token/short-code.ts';
import { ensureShortLink, findShortLink } from '#lib/services/page/short-link.ts';
import { mirrorVersion } from '#lib/services/template/mirror.ts';
import { publishVersion } from '#lib/services/template/publish.ts';
import { inBusiness } from '#db/in-business.ts';
import { insertPage, insertShortLink } from '#db/queries/page.ts';
import { findPage } from '#db/before-business.ts';
import { get } from '#tests/support/browser-like.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm } from '#tests/support/scene.ts';

useDatabase();

test('a published page has a short address that leads to it, in the language that was asked for', async () => {
  const firm = await aFirm();
  const code = shortCode(firm.businessId, firm.pageId, 0);
  const page = `/e/${firm.slug}/${firm.pageSlug}`;
  for (const [path, location] of [
    [`/s/${code}`, page],
    [`/s/${code.toLowerCase()}`, page],
    [`/s/${code}?l=en`, `${page}?l=en`],
  ] as const) {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('location')], path).toEqual([302, location]);
  }
});

test('a test twin has one of its own', async () => {
  const firm = await aFirm();
  await mirrorVersion(firm.businessId, firm.versionId);
  const twin = await findPage(`test-${firm.slug}`, firm.pageSlug);
  if (!twin?.page) throw new Error('the twin has no page');
  const found = await findShortLink(shortCode(twin.businessId, twin.page.id, 0));
  expect(found).toEqual({ businessSlug: `test-${firm.slug}`, pageSlug: firm.pageSlug });
});

test('publishing again changes nothing: the code on the poster stays', async () => {
  const firm = await aFirm();
  const code = shortCode(firm.businessId, firm.pageId, 0);
  await publishVersion(firm.businessId, {
    pageSlug: firm.pageSlug,
    draft: { ...rooferDraft, why: 'Termine und Fotos zu Ihrem Auftrag' },
    by: 'test',
  });
  expect(await findShortLink(code)).toEqual({ businessSlug: firm.slug, pageSlug: firm.pageSlug });
  expect(await findShortLink(shortCode(firm.businessId, firm.pageId, 1))).toBeNull();
});

test('a code that another page has is left to it, and the next one is taken', async () => {
  const [here, other] = [await aFirm(), await aFirm()];
  const pageId = newId<PageId>();
  const [taken, next] = [shortCode(here.businessId, pageId, 0), shortCode(here.businessId, pageId, 1)];
  await inBusiness(other.businessId, (tx) =>
    insertShortLink(tx, other.businessId, { code: taken, pageId: other.pageId }),
  );
  const at = { businessId: here.businessId, businessSlug: here.slug, pageId, pageSlug: 'neu' };
  const codes = await inBusiness(here.businessId, async (tx) => {
    const page = { pageId, slug: 'neu', audience: 'customer', at: new Date().toISOString() } as const;
    await insertPage(tx, here.businessId, page);
    return [await ensureShortLink(tx, at)];
  });
  const again = await inBusiness(here.businessId, (tx) => ensureShortLink(tx, at));
  expect([...codes, again]).toEqual([next, next]);
  expect(await findShortLink(taken)).toEqual({ businessSlug: other.slug, pageSlug: other.pageSlug });
  expect(await findShortLink(next)).toEqual({ businessSlug: here.slug, pageSlug: 'neu' });
});

test('a code that leads nowhere is the same page as everything else that is not there', async () => {
  const missing = await (await get('/e/nobody/nothing')).text();
  for (const path of ['/s/222222', '/s/x', "/s/'or 1=1", `/s/${'A'.repeat(500)}`]) {
    const answer = await get(path);
    expect([answer.status, await answer.text()], path).toEqual([404, missing]);
  }
});
