import fc from 'fast-check';

/** A number set aside for fiction, as area code and subscriber number without the trunk zero. */
export type SampleNumber = { readonly area: string; readonly subscriber: string; readonly isMobile: boolean };

// Ranges the Bundesnetzagentur keeps free for films and books.
const ranges = [
  { area: '171', start: '39200', open: 2, isMobile: true },
  { area: '176', start: '040690', open: 2, isMobile: true },
  { area: '30', start: '23125', open: 3, isMobile: false },
  { area: '40', start: '66969', open: 3, isMobile: false },
  { area: '69', start: '90009', open: 3, isMobile: false },
  { area: '89', start: '99998', open: 3, isMobile: false },
  { area: '221', start: '4710', open: 3, isMobile: false },
] as const;

export const allSampleNumbers: readonly SampleNumber[] = ranges.flatMap(({ area, start, open, isMobile }) =>
  Array.from({ length: 10 ** open }, (_, end) => ({
    area,
    subscriber: start + String(end).padStart(open, '0'),
    isMobile,
  })),
);

export const sampleNumber = fc.constantFrom(...allSampleNumbers);

export const e164Of = (number: SampleNumber): string => `+49${number.area}${number.subscriber}`;

const space = fc.constantFrom(' ', '\u00a0', '\u2009', '\u2007', '\u202f', '  ', '\t', '');
const separator = fc.constantFrom(
  ' ',
  '\u00a0',
  '\u2009',
  '\u2007',
  '\u202f',
  '-',
  '\u2010',
  '\u2011',
  '\u2013',
  '\u2014',
  '\u2212',
  '.',
  '/',
  ' / ',
  ' - ',
  '\uff0d',
  '\uff0f',
);
const mark = fc.constantFrom(
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202c',
  '\u2066',
  '\u2069',
  '\u200b',
  '\ufeff',
  '\u00ad',
);
const brackets = fc.constantFrom(['', ''], ['(', ')'], ['[', ']'], ['\uff08', '\uff09']);
const script = fc.constantFrom(0x30, 0x30, 0x30, 0xff10, 0x660, 0x6f0);

const prefixes = [
  '0',
  '+49',
  '+49(0)',
  '+49 (0)',
  '+49 [0] ',
  '+49 0',
  '0049',
  '00 49 ',
  '0049 (0)',
  '(+49) ',
  '\uff0b49 ',
  'tel:+49',
  'TEL: +49-',
];
const mobilePrefixes = [...prefixes, '49', '49 ', ''];

/** One of the ways in which people and tools write a number down. */
export function spellingOf(number: SampleNumber): fc.Arbitrary<string> {
  return fc
    .record({
      prefix: fc.constantFrom(...(number.isMobile ? mobilePrefixes : prefixes)),
      brackets,
      between: separator,
      // After which digits of the subscriber number something stands, and what.
      gaps: fc.uniqueArray(fc.tuple(fc.nat(7), separator), { maxLength: 4, selector: ([place]) => place }),
      marks: fc.array(fc.tuple(fc.nat(40), mark), { maxLength: 3 }),
      zero: script,
      before: space,
      after: space,
    })
    .map(({ prefix, brackets: [open, close], between, gaps, marks, zero, before, after }) => {
      // Brackets stand around the whole area code, with its zero: „(0176) 040690…".
      const area = prefix === '0' ? `${open}0${number.area}${close}` : `${prefix}${number.area}`;
      const subscriber = Array.from(number.subscriber)
        .map(
          (digit, place) =>
            digit + (gaps.find(([at]) => at === place && at < number.subscriber.length - 1)?.[1] ?? ''),
        )
        .join('');
      const characters = Array.from(`${before}${area}${between}${subscriber}${after}`, (character) =>
        /\d/.test(character) ? String.fromCharCode(zero + Number(character)) : character,
      );
      for (const [at, invisible] of marks) characters.splice(at, 0, invisible);
      return characters.join('');
    })
    .filter((text) => text.length <= 64);
}
