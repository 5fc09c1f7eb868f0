import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesToUuid,
  type BusinessId,
  type InvitationId,
  type PageId,
  type VersionId,
} from '#lib/domain/ids.ts';
import { openSnapshot, signSnapshot, type Snapshot } from '#lib/domain/token/snapshot.ts';

const key = createSecretKey(Buffer.alloc(32, 1));
const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));

const snapshot: fc.Arbitrary<Snapshot> = fc.record({
  businessId: sixteen.map((bytes) => bytesToUuid<BusinessId>(bytes)),
  pageId: sixteen.map((bytes) => bytesToUuid<PageId>(bytes)),
  versionId: fc.constantFrom('ab'.repeat(32) as VersionId, '07'.repeat(32) as VersionId),
  locale: fc.constantFrom('de', 'en', 'tr', 'zh-Hant'),
  invitationId: fc.option(sixteen.map((bytes) => bytesToUuid<InvitationId>(bytes))),
  issuedAt: fc.constant('2026-11-24T12:32:00.000001Z'),
  nonce: sixteen.map((bytes) => bytes.toString('base64url')),
});

const signatureLength = 43;

/** Signs any payload text as an insider would who has the key and knows the format. */
function signedText(payload: string): string {
  const text = Buffer.from(payload).toString('base64url');
  const signature = createHmac('sha256', key).update(`jawort snapshot v1\n${text}`).digest('base64url');
  return `${text}.${signature}`;
}

describe('a snapshot', () => {
  test('opens to what was signed', () => {
    fc.assert(
      fc.property(snapshot, (payload) => {
        expect(openSnapshot(key, signSnapshot(key, payload))).toEqual(payload);
      }),
    );
  });

  test('fits a form field and an attribute: base64url and one dot', () => {
    fc.assert(
      fc.property(snapshot, (payload) => {
        expect(signSnapshot(key, payload)).toMatch(/^[A-Za-z0-9_-]{300,600}\.[A-Za-z0-9_-]{43}$/);
      }),
    );
  });

  test('with any one character changed, dropped or added it is null', () => {
    fc.assert(
      fc.property(snapshot, fc.constantFrom('A', '9', '_', '.', '=', '\0'), (payload, other) => {
        const token = signSnapshot(key, payload);
        for (let at = 0; at < token.length; at += 1) {
          const [before, after] = [token.slice(0, at), token.slice(at + 1)];
          if (token[at] !== other) expect(openSnapshot(key, before + other + after)).toBeNull();
          expect(openSnapshot(key, before + after)).toBeNull();
          expect(openSnapshot(key, before + other + token.slice(at))).toBeNull();
        }
        expect(openSnapshot(key, token + other)).toBeNull();
        expect(openSnapshot(key, `${token}.${token}`)).toBeNull();
      }),
      { numRuns: 5 },
    );
  });

  test('the last character of the signature has no second spelling', () => {
    fc.assert(
      fc.property(snapshot, (payload) => {
        const token = signSnapshot(key, payload);
        const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
        const opened = Array.from(letters).filter(
          (last) => openSnapshot(key, token.slice(0, -1) + last) !== null,
        );
        expect(opened).toEqual([token.slice(-1)]);
      }),
      { numRuns: 20 },
    );
  });

  test('the payload of one and the signature of another are null, as is another key', () => {
    fc.assert(
      fc.property(snapshot, snapshot, (left, right) => {
        const [one, two] = [signSnapshot(key, left), signSnapshot(key, right)];
        fc.pre(one !== two);
        expect(openSnapshot(key, one.slice(0, -signatureLength) + two.slice(-signatureLength))).toBeNull();
        expect(openSnapshot(createSecretKey(Buffer.alloc(32, 2)), one)).toBeNull();
      }),
    );
  });

  test('another kind of token under the same key is null', () => {
    const text = Buffer.from('{}').toString('base64url');
    const signature = createHmac('sha256', key).update(text).digest('base64url');
    expect(openSnapshot(key, `${text}.${signature}`)).toBeNull();
  });

  test('a payload that is not a snapshot is null even with a good signature', () => {
    fc.assert(
      fc.property(snapshot, (payload) => {
        expect(openSnapshot(key, signedText(JSON.stringify(payload)))).toEqual(payload);
        for (const wrong of [
          { ...payload, extra: 1 },
          { ...payload, businessId: 'x' },
          { ...payload, versionId: 'AB'.repeat(32) },
          { ...payload, invitationId: undefined },
          { ...payload, nonce: 'short' },
          { ...payload, locale: '../de' },
          [],
          null,
        ]) {
          expect(openSnapshot(key, signedText(JSON.stringify(wrong)))).toBeNull();
        }
      }),
      { numRuns: 5 },
    );
  });

  test.each(['', '.', '..', 'a', 'a.b', 'a.b.c', 'A'.repeat(1_000_000)])('nonsense is null', (text) => {
    expect(openSnapshot(key, text)).toBeNull();
  });
});
