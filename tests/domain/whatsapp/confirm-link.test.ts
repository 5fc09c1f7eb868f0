import { expect, test } from 'vitest';
import { confirmLink } from '#lib/domain/whatsapp/confirm-link.ts';

test('the link holds digits only and the finished message', () => {
  expect(confirmLink({ phone: '030 23125100', country: 'DE' }, '7QXK-3M2B')).toBe(
    'https://wa.me/493023125100?text=Ja%2C%20Nr.%207QXK-3M2B',
  );
});

test('a number that cannot be read offers no link', () => {
  for (const phone of ['', 'siehe Website', '110', '0180 1234'])
    expect(confirmLink({ phone, country: 'DE' }, '7QXK-3M2B')).toBeNull();
});
