import { describe, expect, test } from 'vitest';
import { Conflict, DomainError, Forbidden, Invalid, NotFound, Unavailable } from '#lib/domain/errors.ts';
import { invariant, InvariantBroken } from '#lib/domain/invariant.ts';

const family = [NotFound, Conflict, Invalid, Forbidden, Unavailable];

describe('the family of errors', () => {
  test.each(family)('%o is recognised as itself and as nothing else of the family', (Kind) => {
    const error = new Kind('some_code');
    expect(family.filter((Other) => error instanceof Other)).toEqual([Kind]);
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toBeInstanceOf(Error);
  });

  test('foreign errors, look-alikes and plain objects are not of the family', () => {
    for (const foreign of [
      new Error('x'),
      { kind: 'invalid', isDomainError: true },
      null,
      undefined,
      'invalid',
    ]) {
      expect(foreign instanceof DomainError).toBe(false);
      expect(foreign instanceof Invalid).toBe(false);
    }
  });

  test('an error made by a second copy of the module is recognised', async () => {
    const copyUrl = new URL('#copy', import.meta.resolve('#lib/domain/errors.ts')).href;
    // A query gives the loader another module, as the bundler does in the running house.
    const copy: unknown = await import(/* @vite-ignore */ copyUrl.replace('#copy', '?copy'));
    const { Unavailable: OtherUnavailable } = copy as { Unavailable: typeof Unavailable };
    expect(OtherUnavailable).not.toBe(Unavailable);
    const error = new OtherUnavailable('consent_state');
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).not.toBeInstanceOf(NotFound);
  });

  test('code, cause and issues are kept; the message is the code', () => {
    const cause = new Error('socket closed');
    expect(new Unavailable('consent_state', { cause })).toMatchObject({
      code: 'consent_state',
      message: 'consent_state',
      name: 'Unavailable',
      kind: 'unavailable',
      cause,
    });
    const issues = [{ path: 'contact.phone', code: 'too_short' }];
    expect(new Invalid('body', { issues }).issues).toEqual(issues);
    expect(new Invalid('body').issues).toEqual([]);
  });
});

test('a broken invariant is a defect, not an answer', () => {
  expect(() => invariant(0, 'count is positive')).toThrow(InvariantBroken);
  expect(() => invariant(1, 'count is positive')).not.toThrow();
  expect(new InvariantBroken('x') instanceof DomainError).toBe(false);
});
