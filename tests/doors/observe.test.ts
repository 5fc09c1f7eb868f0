import { expect, test } from 'vitest';
import { kindOf } from '#app/_doors/observe.ts';

const secret = 'Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9';

test.each([
  ['/', 'home'],
  [`/e/dachdeckerei-sommer/auftrag?l=en`, 'page'],
  [`/e/dachdeckerei-sommer/withdraw`, 'withdraw'],
  [`/e/dachdeckerei-sommer/auftrag/withdraw`, 'withdraw'],
  [`/i/${secret}`, 'invitation'],
  [`/r/${secret}`, 'receipt'],
  [`/r/${secret}/unsubscribe`, 'unsubscribe'],
  [`/s/${secret}`, 'short_link'],
  ['/api/v1/withdrawals', 'api_withdrawals'],
  [`/api/v1/${secret}`, 'api_other'],
  ['/api/auth/callback/email', 'sign_in'],
  [`/api/${secret}`, 'api_other'],
  ['/readyz?x', 'health'],
  [`/console/enter/${secret}`, 'console'],
  [`/${secret}`, 'other'],
  ['', 'home'],
])('%s counts as %s', (url, kind) => {
  expect(kindOf(url)).toBe(kind);
});
