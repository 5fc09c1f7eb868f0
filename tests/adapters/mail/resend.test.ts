import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sendMail, type Mail } from '#lib/adapters/mail/mail.ts';
import { forget } from '#lib/once.ts';
import { startResendStandIn } from '#tests/support/resend-stand-in.ts';

let resend: Awaited<ReturnType<typeof startResendStandIn>>;
beforeAll(async () => {
  resend = await startResendStandIn();
});
afterAll(async () => resend.close());
beforeEach(() => {
  vi.stubEnv('RESEND_API_KEY', 're_test_key');
  vi.stubEnv('RESEND_BASE_URL', `${resend.url}/`);
  vi.stubEnv('MAIL_FROM', 'Jawort <jawort@ja.example>');
  forget('config');
  resend.posted.length = 0;
});

const mail: Mail = {
  to: 'anna@example.com',
  subject: 'Ihr Durchschlag',
  text: 'Text',
  html: '<p>Text</p>',
  headers: { 'List-Unsubscribe': '<https://ja.example/r/x/unsubscribe>' },
  tags: { business: 'b-1', mail: 'm-1' },
  idempotencyKey: 'm-1',
};

describe('a mail through Resend', () => {
  test('goes to one address, with both bodies, headers, tags and the key that makes twice once', async () => {
    expect(await sendMail(mail)).toEqual({ providerId: 're-1' });
    const [sent] = resend.posted;
    expect(sent?.path).toBe('/emails');
    expect(sent?.headers).toMatchObject({
      authorization: 'Bearer re_test_key',
      'idempotency-key': 'm-1',
    });
    expect(sent?.body).toMatchObject({
      from: 'Jawort <jawort@ja.example>',
      to: ['anna@example.com'],
      subject: 'Ihr Durchschlag',
      text: 'Text',
      html: '<p>Text</p>',
      headers: mail.headers,
      tags: [
        { name: 'business', value: 'b-1' },
        { name: 'mail', value: 'm-1' },
      ],
    });
  });

  test.each([
    [422, 'validation_error', 'Invalid', 'mail_refused'],
    [422, 'missing_required_field', 'Invalid', 'mail_refused'],
    [401, 'invalid_api_key', 'Unavailable', 'mail_invalid_api_key'],
    [429, 'rate_limit_exceeded', 'Unavailable', 'mail_rate_limit_exceeded'],
    [500, 'internal_server_error', 'Unavailable', 'mail_internal_server_error'],
    [500, 'Anna <anna@example.com>', 'Unavailable', 'mail_unavailable'],
  ])(
    'that is answered with %i %s ends as %s, without a word of the answer',
    async (status, name, kind, code) => {
      resend.answerOnce(status, { name, statusCode: status, message: 'anna@example.com is not good' });
      const refused: unknown = await sendMail(mail).catch((cause: unknown) => cause);
      expect(refused).toMatchObject({ name: kind, code });
      expect(JSON.stringify(refused) + String(refused)).not.toContain('anna@');
    },
  );

  test('that nobody takes can be tried again', async () => {
    vi.stubEnv('RESEND_BASE_URL', 'http://127.0.0.1:1');
    forget('config');
    await expect(sendMail(mail)).rejects.toMatchObject({ name: 'Unavailable' });
  });
});
