import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeKey, codesIn, confirmationCode } from '#lib/domain/message/code.ts';
import { readMessage } from '#lib/domain/message/read.ts';
import { cases } from '#tests/support/dose.ts';

type Meaning = 'stop' | 'no_advertising' | 'unclear' | 'code' | 'negated_code' | 'plain';
const code = '7QXK-3M2B';

/** As people write. The right column is what is done: stop withdraws, unclear stops advertising and asks a person. */
const messages: [text: string, meaning: Meaning][] = [
  ['STOP', 'stop'],
  ['stop', 'stop'],
  ['Stopp', 'stop'],
  ['STOPP!!!', 'stop'],
  ['  stop.  ', 'stop'],
  ['„Stopp“', 'stop'],
  ['Stöpp', 'stop'],
  ['STO\u0308PP', 'stop'],
  ['S\u200bTOP', 'stop'],
  ['ＳＴＯＰ', 'stop'],
  ['Stop bitte', 'stop'],
  ['Stop, ich möchte das nicht', 'stop'],
  ['Bitte STOP', 'stop'],
  ['Hallo, bitte stopp', 'stop'],
  ['ABMELDEN', 'stop'],
  ['Bitte abmelden, danke', 'stop'],
  ['Abmeldung', 'stop'],
  ['WIDERRUF', 'stop'],
  ['Widerruf meiner Einwilligung vom 3.11.', 'stop'],
  ['Ich widerrufe', 'stop'],
  ['Hiermit widerrufe ich alles', 'stop'],
  ['Guten Tag, hiermit widerrufe ich meine Einwilligung', 'stop'],
  ['unsubscribe', 'stop'],
  ['STOP Ja, Nr. 7QXK-3M2B', 'stop'],
  ['KEINE WERBUNG', 'no_advertising'],
  ['keine Werbung!', 'no_advertising'],
  ['Bitte keine Werbung mehr', 'no_advertising'],
  ['Keine Werbung, Termine sind ok', 'no_advertising'],
  ['bitte nicht mehr', 'unclear'],
  ['Lassen Sie das', 'unclear'],
  ['lass mich in Ruhe', 'unclear'],
  ['Schreiben Sie mir nicht', 'unclear'],
  ['no more', 'unclear'],
  ['Please leave me alone', 'unclear'],
  ["don't write", 'unclear'],
  ['Don’t write to me', 'unclear'],
  ['Können Sie mich abmelden?', 'unclear'],
  ['Hören Sie auf damit', 'unclear'],
  ['HOEREN SIE AUF', 'unclear'],
  ['Das dauert', 'plain'],
  ['Ich möchte das nicht', 'unclear'],
  ['Kein Interesse', 'unclear'],
  ['Nehmen Sie mich aus dem Verteiler', 'unclear'],
  ['Das nervt', 'unclear'],
  ['Ja, Nr. 7QXK-3M2B, aber keine Werbung', 'unclear'],
  ['Meine Nummer löschen', 'unclear'],
  ['Ja, Nr. 7QXK-3M2B', 'code'],
  ['ja, nr. 7qxk-3m2b', 'code'],
  ['Ja Nr 7QXK3M2B', 'code'],
  ['7qxk 3m2b', 'code'],
  ['7 Q X K 3 M 2 B', 'code'],
  ['7QXK–3M2B', 'code'],
  ['7QXK.3M2B', 'code'],
  ['Hallo Herr Sommer, hier mein Code: 7QXK-3M2B, bis Dienstag', 'code'],
  ['Ja, Nr.\n7QXK-3M2B\nGruß Öztürk', 'code'],
  ['Nein, Nr. 7QXK-3M2B', 'negated_code'],
  ['Nr. 7QXK-3M2B ist nicht von mir', 'negated_code'],
  ['No, 7QXK-3M2B', 'negated_code'],
  ['Wann kommen Sie?', 'plain'],
  ['Ja', 'plain'],
  ['Nein', 'plain'],
  ['Nein, Dienstag passt nicht', 'plain'],
  ['', 'plain'],
  ['👍', 'plain'],
  ['Die Stopfen sind da', 'plain'],
  ['Nr. 7QXK-3M2', 'plain'],
  ['A7QXK3M2B', 'plain'],
  ['7QXK3M2BC', 'plain'],
  ['Evet, teşekkürler', 'plain'],
  ['Der Kostenvoranschlag passt, bitte anfangen', 'plain'],
];

function meaningOf(text: string): Meaning {
  const read = readMessage(text);
  if (read.kind !== 'plain') return read.kind;
  if (!read.codes.includes(codeKey(code))) return 'plain';
  return read.negated ? 'negated_code' : 'code';
}

test.for(messages)('%s: %s', ([text, meaning]) => {
  expect(meaningOf(text)).toBe(meaning);
});

const numRuns = cases({ short: 1_000, long: 100_000 });
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem());
const stopWord = fc.constantFrom('STOP', 'STOPP', 'ABMELDEN', 'WIDERRUF');
const cased = (word: fc.Arbitrary<string>) =>
  fc.tuple(word, fc.array(fc.boolean(), { minLength: 20, maxLength: 20 })).map(([w, up]) =>
    w
      .split('')
      .map((c, i) => (up[i] ? c.toUpperCase() : c.toLowerCase()))
      .join(''),
  );

describe('whatever stands around it', () => {
  test('a stop word at the beginning is a withdrawal, code or not', () => {
    fc.assert(
      fc.property(cased(stopWord), anyText, fc.boolean(), (word, rest, withCode) => {
        const text = `${word} ${withCode ? code : ''} ${rest}`;
        expect(readMessage(text).kind).toBe('stop');
      }),
      { numRuns },
    );
  });

  test('KEINE WERBUNG at the beginning stops advertising', () => {
    fc.assert(
      fc.property(cased(fc.constant('KEINE WERBUNG')), anyText, (words, rest) => {
        expect(readMessage(`${words}, ${rest}`).kind).toBe('no_advertising');
      }),
      { numRuns },
    );
  });

  test('words of refusal are never overlooked beside a code', () => {
    const refusal = fc.constantFrom('Lassen Sie das', 'bitte nicht mehr', 'Stopp', 'no more', 'Widerruf');
    fc.assert(
      fc.property(refusal, anyText, (words, between) => {
        const meaning = meaningOf(`Ja, Nr. ${code} ${between}. ${words}`);
        expect(['stop', 'no_advertising', 'unclear']).toContain(meaning);
      }),
      { numRuns },
    );
  });
});

describe('a code', () => {
  const bytes = fc.uint8Array({ minLength: 6, maxLength: 32 }).map((b) => Buffer.from(b));

  test('is found in every case, with spaces or dashes anywhere, and nothing else is found in its message', () => {
    const glue = fc.array(fc.constantFrom('', ' ', '-', '–', ' - '), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(bytes, glue, fc.boolean(), (b, between, lower) => {
        const key = codeKey(confirmationCode(b));
        const spelled = key
          .split('')
          .map((c, i) => c + (i === 7 ? '' : (between[i] ?? '')))
          .join('');
        expect(codesIn(`Ja, Nr. ${lower ? spelled.toLowerCase() : spelled}`)).toContain(key);
      }),
      { numRuns },
    );
  });

  test('of another receipt is another code', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        fc.pre(!a.subarray(0, 6).equals(b.subarray(0, 6)));
        expect(codesIn(confirmationCode(a))).toEqual([codeKey(confirmationCode(a))]);
        const same = a.readUIntBE(0, 6) % 28 ** 8 === b.readUIntBE(0, 6) % 28 ** 8;
        expect(codeKey(confirmationCode(a)) === codeKey(confirmationCode(b))).toBe(same);
      }),
      { numRuns },
    );
  });

  test('a long text of short pieces yields few candidates', () => {
    expect(codesIn('2 3 4 5 B C D F '.repeat(256)).length).toBeLessThanOrEqual(32);
  });
});
