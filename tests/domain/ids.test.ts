import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToUuid, isUuid, parseUuid, parseVersionId, uuidToBytes } from '#lib/domain/ids.ts';

describe('ids', () => {
  test('bytes and text of a UUID are one thing', () => {
    fc.assert(
      fc.property(fc.uuid(), (text) => {
        const id = parseUuid(text);
        expect(id).not.toBeNull();
        if (id !== null) expect(bytesToUuid(uuidToBytes(id))).toBe(text);
      }),
    );
  });

  test('bytes cut out of a larger buffer are read from their own place', () => {
    const bytes = Buffer.from('ff00112233445566778899aabbccddeeffff', 'hex').subarray(1, 17);
    expect(bytesToUuid(bytes)).toBe('00112233-4455-6677-8899-aabbccddeeff');
  });

  test('letter case is forgiven, anything else is no UUID', () => {
    expect(parseUuid('01A20D9B-C5B0-7119-8ACE-FAB965295418')).toBe('01a20d9b-c5b0-7119-8ace-fab965295418');
    for (const text of [
      '',
      '01a20d9bc5b071198acefab965295418',
      '{01a20d9b-c5b0-7119-8ace-fab965295418}',
      '01a20d9b-c5b0-7119-8ace-fab96529541',
      '01a20d9b-c5b0-7119-8ace-fab9652954189',
      '01a20d9b-c5b0-7119-8ace-fab96529541g',
      '01a20d9b-c5b0-7119-8ace-fab96529541\n',
      '01a20d9b-c5b0-7119-8ace_fab965295418',
    ]) {
      expect(parseUuid(text)).toBeNull();
    }
    expect(isUuid('01A20D9B-C5B0-7119-8ACE-FAB965295418')).toBe(false);
    expect(isUuid(7)).toBe(false);
  });

  test("a version's id is 64 lower-case hex characters", () => {
    expect(parseVersionId('0a'.repeat(32))).toBe('0a'.repeat(32));
    for (const text of ['0A'.repeat(32), '0a'.repeat(31), `${'0a'.repeat(32)}\n`, 'xy'.repeat(32)]) {
      expect(parseVersionId(text)).toBeNull();
    }
  });
});
