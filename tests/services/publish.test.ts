import { describe, expect, test } from 'vitest';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import { InvariantBroken } from '#lib/domain/invariant.ts';
import { openPage, versionById } from '#lib/services/page/open.ts';
import { publishVersion } from '#lib/services/template/publish.ts';
import { forget } from '#lib/once.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, aPhone, answerInvitation, receiptOf, type Firm } from '#tests/support/scene.ts';
import { ask } from './asking.ts';
import { allRows, behind } from './behind.ts';

const at = useDatabase();

const publish = (firm: Firm, more: Partial<typeof rooferDraft>, pageSlug = firm.pageSlug) =>
  publishVersion(firm.businessId, { pageSlug, draft: { ...rooferDraft, ...more }, by: 'test' });

describe('publishing', () => {
  test('shows the text at once, under the number that follows', async () => {
    const firm = await aFirm();
    const { versionId, number } = await publish(firm, { why: 'Termine' });
    expect(number).toBe(2);
    expect(await openPage(firm.slug, firm.pageSlug)).toMatchObject({
      state: 'open',
      version: { id: versionId },
      versionNumber: 2,
    });
    expect(await publish(firm, {}, 'angebot')).toMatchObject({ number: 1 });
  });

  test('the same words again is refused, and changes no row', async () => {
    const firm = await aFirm();
    const before = await allRows(at);
    await expect(publish(firm, {})).rejects.toMatchObject({ code: 'version_unchanged' });
    expect(await allRows(at)).toEqual(before);
  });

  test('going back to an earlier text shows that version again, under its own number', async () => {
    const firm = await aFirm();
    await publish(firm, { why: 'Termine' });
    expect(await publish(firm, {})).toMatchObject({ versionId: firm.versionId, number: 1 });
    expect(await openPage(firm.slug, firm.pageSlug)).toMatchObject({
      version: { id: firm.versionId },
      versionNumber: 1,
    });
    expect(await publish(firm, { why: 'Fragen' })).toMatchObject({ number: 3 });
  });

  test('the same words by two at once is one version and one refusal', async () => {
    const firm = await aFirm();
    const outcomes = await Promise.allSettled([
      publish(firm, { why: 'Termine' }),
      publish(firm, { why: 'Termine' }),
    ]);
    expect(outcomes.map((o) => o.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((o) => o.status === 'rejected')).toMatchObject({
      reason: { code: 'version_unchanged' },
    });
  });

  test('different words by five at once are five versions, numbered without a gap', async () => {
    const firm = await aFirm();
    const done = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => publish(firm, { why: `Termine ${String(n)}` })),
    );
    expect(new Set(done.map((d) => d.number))).toEqual(new Set([2, 3, 4, 5, 6]));
  });

  test('a new page by two at once is one page', async () => {
    const firm = await aFirm();
    const done = await Promise.all([
      publish(firm, { why: 'Eins' }, 'angebot'),
      publish(firm, { why: 'Zwei' }, 'angebot'),
    ]);
    expect(new Set(done.map((d) => d.pageId)).size).toBe(1);
    expect(new Set(done.map((d) => d.number))).toEqual(new Set([1, 2]));
  });

  test('leaves what was agreed to under the old text as it was', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    await publish(firm, { why: 'Termine' });
    expect(await ask(firm, phone)).toMatchObject({ allowed: true, line: { version: firm.versionId } });
  });

  test('two firms with the same words have two versions: each names its own firm', async () => {
    const [a, b] = [await aFirm(), await aFirm()];
    expect(a.versionId).not.toBe(b.versionId);
  });
});

test('a stored text whose bytes were changed is refused, whoever asks for it', async () => {
  const firm = await aFirm();
  await behind(at, async (sql) => {
    await sql`alter table version disable trigger version_append_only`;
    await sql`update version set content = replace(content, 'WhatsApp Ireland Limited', 'WhatsApp') where version_id = ${firm.versionId}`;
    await sql`alter table version enable trigger version_append_only`;
  });
  // A process that has just started remembers no text.
  forget('versions');
  await expect(openPage(firm.slug, firm.pageSlug)).rejects.toThrow(InvariantBroken);
  await expect(versionById(firm.versionId)).rejects.toThrow(InvariantBroken);
  await expect(answerInvitation(firm, aPhone(), { item: ['order'] })).rejects.toThrow(InvariantBroken);
});
