import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#lib/domain/canonical/json.ts';
import { sha256Hex } from '#lib/domain/canonical/hash.ts';
import { META_WHATSAPP } from '#lib/domain/catalogue/recipients.ts';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import type { TemplateDraft } from '#lib/domain/template/draft.ts';
import type { Notice } from '#lib/domain/template/notice.ts';
import { localesOf, noticeOf, readVersion, versionOf } from '#lib/domain/template/version.ts';
import { Words } from '#lib/domain/template/words.ts';
import { owner } from './owner.ts';

const version = versionOf(rooferDraft, owner);
const [german, english] = [noticeOf(version, 'de'), noticeOf(version, 'en')];
const { translations: _, ...untranslatedDraft } = rooferDraft;
const fact = (key: string) => english.facts.find((f) => f.key === key)?.answer ?? '';

function withEnglish(change: NonNullable<NonNullable<TemplateDraft['translations']>['en']>): Notice {
  return noticeOf(versionOf({ ...rooferDraft, translations: { en: change } }, owner), 'en');
}

describe('the English notice', () => {
  test('says in the first layer who operates the messenger, who owns it, and where', () => {
    const operators = META_WHATSAPP.entities.filter((e) => e.role === 'operator');
    for (const { legalName } of operators) expect(fact('recipients')).toContain(legalName);
    expect(fact('recipients')).toContain('their parent company Meta Platforms, Inc. in the USA');
    for (const { label } of rooferDraft.partners) expect(fact('recipients')).toContain(label);
  });

  test('says how long, that a no costs nothing, and how to take it back', () => {
    expect(fact('retention')).toContain('Until 3 months after your order has ended.');
    expect(fact('retention')).toContain('“Advertising on WhatsApp”: 2 years.');
    expect(english.lead).toContain('You decide freely.');
    expect(english.withdrawal).toMatch(/withdraw at any time.*free of charge.*stays allowed/u);
  });

  test('names its two buttons by what they do (R30)', () => {
    expect(english.buttons).toEqual({ grant: 'Allow what I ticked', refuse: 'Allow nothing' });
    const single = versionOf({ ...rooferDraft, items: rooferDraft.items.slice(0, 1) }, owner);
    expect(noticeOf(single, 'en').buttons).toEqual({ grant: 'Yes, allow', refuse: 'No, do not allow' });
  });

  test('has the parts of the German one, one for one, and the same companies', () => {
    expect(english.facts.map((f) => f.key)).toEqual(german.facts.map((f) => f.key));
    expect(english.items.map((i) => i.key)).toEqual(german.items.map((i) => i.key));
    expect(english.sections.map((s) => [s.key, s.paragraphs.length])).toEqual(
      german.sections.map((s) => [s.key, s.paragraphs.length]),
    );
    const companies = (notice: Notice) =>
      notice.sections.flatMap((s) => s.recipients.map((r) => [r.name, r.address, r.privacyUrl]));
    expect(companies(english)).toEqual(companies(german));
  });

  test('has no German left where the firm translated everything', () => {
    expect(english.untranslated).toBeUndefined();
    const authority = 'Datenschutz und die Informationsfreiheit';
    expect(JSON.stringify(english).replaceAll(authority, '')).not.toMatch(
      /\b(?:und|Sie|Ihre|nicht|werden|Auftrag|Daten)\b/u,
    );
  });
});

describe('what the firm did not translate', () => {
  test('stands there in German, word for word, and is told as such', () => {
    const notice = noticeOf(versionOf(untranslatedDraft, owner), 'en');
    expect(notice.title).toBe(rooferDraft.question);
    expect(notice.items.map((i) => i.title)).toEqual(rooferDraft.items.map((i) => i.title));
    for (const passage of [
      rooferDraft.question,
      rooferDraft.occasion,
      rooferDraft.onNo,
      rooferDraft.why,
      rooferDraft.neverSend,
      'Gerüstbau',
      ...rooferDraft.items.flatMap((i) => [i.title, i.text]),
    ]) {
      expect(notice.untranslated).toContain(passage);
    }
    expect(notice.lead).toBe(`${rooferDraft.occasion} You decide freely. ${rooferDraft.onNo}`);
  });

  test('is one text on its own: the others stay English', () => {
    const { question: _question, ...rest } = rooferDraft.translations?.en ?? {};
    const notice = withEnglish(rest);
    expect(notice.untranslated).toEqual([rooferDraft.question]);
    expect(notice.lead).toBe(english.lead);
  });

  test('says nothing about the German notice, which is the firm’s own', () => {
    expect(noticeOf(versionOf(untranslatedDraft, owner), 'de')).toEqual(german);
  });
});

test('a translation is part of what is published: another one is another version', () => {
  const other = { ...rooferDraft.translations?.en, why: 'Appointments and photos' };
  expect(versionOf({ ...rooferDraft, translations: { en: other } }, owner).id).not.toBe(version.id);
});

test('a version from before there was English stays readable, in German only', () => {
  const { notices, draft, ...rest } = version.content;
  const { translations: _translations, ...oldDraft } = draft;
  const json = canonicalJson({ ...rest, draft: oldDraft, notices: { de: notices['de'] } });
  const old = readVersion(sha256Hex(json), json);
  expect(localesOf(old)).toEqual(['de']);
  expect(noticeOf(old, 'en').locale).toBe('de');
  expect(localesOf(version)).toEqual(['de', 'en']);
});

test.each([
  ['P1D', '1 Tag', '1 day'],
  ['P90D', '90 Tage', '90 days'],
  ['P1M', '1 Monat', '1 month'],
  ['P3M', '3 Monate', '3 months'],
  ['P1Y', '1 Jahr', '1 year'],
  ['P2Y', '2 Jahre', '2 years'],
])('%s is %s and %s', (iso, de, en) => {
  expect([new Words('de').duration(iso), new Words('en').duration(iso)]).toEqual([de, en]);
});
