import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { META_WHATSAPP } from '#lib/domain/catalogue/recipients.ts';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import { InvariantBroken } from '#lib/domain/invariant.ts';
import { TemplateDraft } from '#lib/domain/template/draft.ts';
import { noticeHash, noticeOf, readVersion, versionOf } from '#lib/domain/template/version.ts';
import { owner } from './owner.ts';

const version = versionOf(rooferDraft, owner);

/** The same content, its members written in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([k, v]) => [k, shuffled(v)]),
  );
}

describe('a version', () => {
  test('is named by the SHA-256 of its own bytes', () => {
    expect(version.id).toBe(createHash('sha256').update(version.json, 'utf8').digest('hex'));
    expect(version.id).toMatch(/^[0-9a-f]{64}$/);
  });

  test('the same draft of the same firm is the same version, whatever the order of its members', () => {
    expect(versionOf(structuredClone(rooferDraft), owner).id).toBe(version.id);
    expect(versionOf(TemplateDraft.parse(shuffled(rooferDraft)), owner).json).toBe(version.json);
  });

  test('typed on another keyboard (decomposed umlauts) it is the same version', () => {
    const decomposed = TemplateDraft.parse(JSON.parse(JSON.stringify(rooferDraft).normalize('NFD')));
    expect(JSON.stringify(decomposed)).not.toBe(JSON.stringify(rooferDraft));
    expect(versionOf(decomposed, owner).id).toBe(version.id);
  });

  test.each([
    ['another word', { ...rooferDraft, why: `${rooferDraft.why}.` }, owner],
    ['items in another order', { ...rooferDraft, items: rooferDraft.items.toReversed() }, owner],
    [
      'another firm',
      rooferDraft,
      { ...owner, business: { ...owner.business, id: '01890000-0000-7000-8000-00000000000d' } },
    ],
    [
      'another address of the firm',
      rooferDraft,
      {
        ...owner,
        business: { ...owner.business, profile: { ...owner.business.profile, street: 'Hauptstraße 1' } },
      },
    ],
    ['another page', rooferDraft, { ...owner, page: { ...owner.page, slug: 'angebot' } }],
  ])('%s is another version', (_what, draft, by) => {
    expect(versionOf(draft, by).id).not.toBe(version.id);
  });

  test('read back from its bytes it is the same, with the same text', () => {
    const read = readVersion(version.id, version.json);
    expect(read.content).toEqual(version.content);
    expect(noticeHash(noticeOf(read, 'de'))).toBe(noticeHash(noticeOf(version, 'de')));
  });

  test.each([
    ['one word', version.json.replace('Ravensburg', 'Ravensberg')],
    ['a recipient less', version.json.replace('WhatsApp Ireland Limited', 'WhatsApp')],
    ['a blank more', `${version.json} `],
    ['nothing left', ''],
  ])('whose stored bytes were changed (%s) is refused', (_what, bytes) => {
    expect(() => readVersion(version.id, bytes)).toThrow(InvariantBroken);
  });

  test('a language it does not have falls back to its first', () => {
    expect(noticeOf(version, 'tr')).toBe(noticeOf(version, 'de'));
  });
});

describe('the operators of a messenger', () => {
  const onlyOrders = { ...rooferDraft, items: rooferDraft.items.filter((i) => i.key === 'order') };

  test('are named whether the firm wrote them down or not', () => {
    expect(onlyOrders.items[0]?.recipients).toEqual([]);
    const { content } = versionOf(onlyOrders, owner);
    expect(content.draft.items[0]?.recipients).toEqual(['meta-whatsapp']);
    expect(content.recipients).toEqual([META_WHATSAPP]);
  });

  test('are named once, also where the firm wrote them down', () => {
    const written = {
      ...onlyOrders,
      items: onlyOrders.items.map((i) => ({ ...i, recipients: ['meta-whatsapp'] })),
    };
    expect(versionOf(written, owner).id).toBe(versionOf(onlyOrders, owner).id);
  });

  test('cannot be replaced by a partner of the same key', () => {
    const [lang] = rooferDraft.partners;
    if (!lang) throw new Error('the draft has changed');
    const { content } = versionOf(
      { ...rooferDraft, partners: [...rooferDraft.partners, { ...lang, key: 'meta-whatsapp' }] },
      owner,
    );
    expect(content.recipients.find((r) => r.key === 'meta-whatsapp')).toEqual(META_WHATSAPP);
  });

  test('are not named where no item uses them', () => {
    const byMail = { ...rooferDraft, items: rooferDraft.items.filter((i) => i.key === 'advertising_email') };
    expect(versionOf(byMail, owner).content.recipients).toEqual([]);
  });
});

test('an item that names somebody nobody described cannot be published', () => {
  const unnamed = { ...rooferDraft, partners: [] };
  expect(() => versionOf(unnamed, owner)).toThrow(InvariantBroken);
});
