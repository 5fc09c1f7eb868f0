import { describe, expect, test } from 'vitest';
import { META_WHATSAPP } from '#lib/domain/catalogue/recipients.ts';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import { noticeOf, versionOf } from '#lib/domain/template/version.ts';
import { owner } from './owner.ts';

const version = versionOf(rooferDraft, owner);
const notice = noticeOf(version, 'de');
const fact = (key: string) => notice.facts.find((f) => f.key === key)?.answer ?? '';
const section = (key: string) => notice.sections.find((s) => s.key === key);
const words = (key: string) => section(key)?.paragraphs.join('\n') ?? '';

describe('the first layer says, without opening anything,', () => {
  test('who asks, with a phone number', () => {
    expect(fact('who')).toContain('Dachdeckerei Sommer GmbH');
    expect(fact('who')).toContain('030 23125100');
  });

  test('what for', () => expect(fact('why')).toBe(rooferDraft.why));

  test('who operates the messenger, who owns it, and where that owner sits', () => {
    const operators = META_WHATSAPP.entities.filter((e) => e.role === 'operator');
    expect(operators.length).toBeGreaterThan(0);
    for (const { legalName } of operators) expect(fact('recipients')).toContain(legalName);
    expect(fact('recipients')).toContain('Meta Platforms, Inc.');
    expect(fact('recipients')).toContain('in den USA');
  });

  test('which partner firms may get data', () => {
    for (const { label } of rooferDraft.partners) expect(fact('recipients')).toContain(label);
  });

  test('how long, for the order and for each period', () => {
    expect(fact('retention')).toContain('3 Monate nach Ende des Auftrags');
    expect(fact('retention')).toContain('„Werbung per WhatsApp“: 2 Jahre');
    expect(fact('retention')).toContain('„Werbung per E-Mail“: 2 Jahre');
  });

  test('that it can be taken back at any time', () => {
    expect(fact('withdraw')).toContain('jederzeit widerrufen');
    expect(notice.withdrawal).toMatch(
      /jederzeit widerrufen.*ohne Kosten.*Was vorher geschah, bleibt erlaubt/,
    );
  });

  test('that a no costs nothing', () => {
    expect(notice.lead).toContain('Sie entscheiden frei');
    expect(notice.lead).toContain(rooferDraft.onNo);
  });
});

describe('the second layer', () => {
  test('lists every company with legal name, address, country in words, role and data', () => {
    const lines = section('recipients')?.recipients ?? [];
    const entities = version.content.recipients.flatMap((r) => r.entities);
    expect(entities).toHaveLength(6);
    expect(lines.map((l) => l.name)).toEqual(entities.map((e) => e.legalName));
    expect(lines.map((l) => l.address)).toEqual(entities.map((e) => e.address));
    expect(lines.map((l) => l.country)).toEqual([
      'Irland',
      'Irland',
      'USA',
      'USA',
      'Deutschland',
      'Deutschland',
    ]);
    for (const line of lines) {
      expect(line.role).not.toBe('');
      expect(line.data).not.toBe('');
    }
  });

  test('says for each company outside the EU what the transfer rests on, and that the papers disagree', () => {
    const abroad = (section('recipients')?.recipients ?? []).filter((l) => l.country === 'USA');
    expect(abroad).toHaveLength(2);
    for (const line of abroad) expect(line.transfer).toContain('nicht einheitlich');
  });

  test('says for each item how long, which data and by which way', () => {
    for (const item of rooferDraft.items) expect(words('retention')).toContain(`${item.title}: `);
    expect(words('retention')).toContain('bis 3 Monate nach Ende des Auftrags');
    expect(words('retention')).toContain('Weg: E-Mail');
  });

  test('names the rights, among them withdrawal, and the authority to complain to', () => {
    expect(words('rights')).toContain('jederzeit widerrufen');
    expect(words('rights')).toContain('Landesbeauftragte für den Datenschutz');
    expect(words('rights')).toContain('Stuttgart');
  });

  test('names the firm with address and representative, and a way without the messenger', () => {
    for (const part of [
      'Gartenstraße 12',
      '88212 Ravensburg',
      'Jonas Sommer',
      'buero@dachdeckerei-sommer.example',
    ]) {
      expect(words('duties')).toContain(part);
    }
    for (const { contact } of rooferDraft.alternatives) expect(words('alternatives')).toContain(contact);
  });
});

describe('items and buttons', () => {
  test('every item of the draft is asked, with its own words', () => {
    expect(notice.items).toEqual(rooferDraft.items.map(({ key, title, text }) => ({ key, title, text })));
  });

  test('the buttons name the act: for several items, and for one', () => {
    expect(notice.buttons).toEqual({ grant: 'Angekreuztes erlauben', refuse: 'Nichts erlauben' });
    const single = versionOf({ ...rooferDraft, items: rooferDraft.items.slice(0, 1) }, owner);
    expect(noticeOf(single, 'de').buttons).toEqual({ grant: 'Ja, erlauben', refuse: 'Nein, nicht erlauben' });
  });

  test('a page without a messenger says nothing of one', () => {
    const byMail = versionOf(
      { ...rooferDraft, items: rooferDraft.items.filter((i) => i.key === 'advertising_email') },
      owner,
    );
    const text = noticeOf(byMail, 'de');
    expect(text.sections.some((s) => s.key === 'messenger')).toBe(false);
    expect(text.facts.find((f) => f.key === 'recipients')?.answer).toBe('Niemand außer uns.');
  });
});
