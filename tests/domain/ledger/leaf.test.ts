import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Invalid } from '#lib/domain/errors.ts';
import {
  bytesToUuid,
  type BusinessId,
  type ContactId,
  type EventId,
  type VersionId,
} from '#lib/domain/ids.ts';
import { InvariantBroken } from '#lib/domain/invariant.ts';
import { commit, leafOf, type LeafEvent } from '#lib/domain/ledger/leaf.ts';

const event: LeafEvent = {
  business: bytesToUuid<BusinessId>(Buffer.alloc(16, 1)),
  seq: 7,
  id: bytesToUuid<EventId>(Buffer.alloc(16, 2)),
  kind: 'answered',
  at: '2026-11-24T12:32:00.000001Z',
  contact: bytesToUuid<ContactId>(Buffer.alloc(16, 3)),
  version: 'ab'.repeat(32) as VersionId,
  body: { decisions: [{ item: 'order', choice: 'granted' }] },
  commitments: { identifier: 'hmac-sha256:00' },
};

describe('a leaf', () => {
  test('has these bytes for ever', () => {
    expect(leafOf(event)).toBe(
      '{"at":"2026-11-24T12:32:00.000001Z",' +
        '"body":{"decisions":[{"choice":"granted","item":"order"}]},' +
        '"business":"01010101-0101-0101-0101-010101010101",' +
        '"commitments":{"identifier":"hmac-sha256:00"},' +
        '"contact":"03030303-0303-0303-0303-030303030303",' +
        '"id":"02020202-0202-0202-0202-020202020202",' +
        `"kind":"answered","seq":7,"v":1,"version":"${'ab'.repeat(32)}"}`,
    );
  });

  test('leaves out what an event does not have', () => {
    const { contact: _contact, version: _version, commitments: _commitments, ...bare } = event;
    expect(Object.keys(JSON.parse(leafOf(bare)) as object)).toEqual([
      'at',
      'body',
      'business',
      'id',
      'kind',
      'seq',
      'v',
    ]);
  });

  test('takes nothing along that is not part of the format', () => {
    const row = { ...event, phone: '+4917604069042' };
    expect(leafOf(row)).toBe(leafOf(event));
  });

  test('is refused for a body that JSON would bend, and for an event without a place', () => {
    expect(() => leafOf({ ...event, body: { at: new Date(0) } })).toThrow(Invalid);
    expect(() => leafOf({ ...event, seq: -1 })).toThrow(InvariantBroken);
    expect(() => leafOf({ ...event, seq: 2 ** 53 })).toThrow(InvariantBroken);
  });
});

describe('a commitment', () => {
  const salt = Buffer.alloc(32, 9);

  test('is the HMAC of the canonical value under the salt', () => {
    const expected = createHmac('sha256', salt).update('{"a":1,"b":"+4917604069042"}').digest('hex');
    expect(commit(salt, { b: '+4917604069042', a: 1 })).toBe(`hmac-sha256:${expected}`);
  });

  test('differs by salt and by value, and tells text from a number', () => {
    expect(commit(salt, '1')).not.toBe(commit(Buffer.alloc(32, 8), '1'));
    expect(commit(salt, '1')).not.toBe(commit(salt, 1));
  });

  test('is not made with a short salt', () => {
    expect(() => commit(Buffer.alloc(16), 'x')).toThrow(InvariantBroken);
  });
});
