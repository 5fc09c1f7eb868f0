import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hasLocalMailbox, sendMail, type Mail } from '#lib/adapters/mail/mail.ts';
import { readMailbox } from '#lib/adapters/mail/mailbox.ts';
import { forget } from '#lib/once.ts';

let dataDir = '';
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'jawort-mailbox-'));
  vi.stubEnv('JAWORT_DATA_DIR', dataDir);
  vi.stubEnv('RESEND_API_KEY', '');
  forget('config');
});
afterAll(async () => rm(dataDir, { recursive: true }));

const mailOf = (key: string): Mail => ({
  to: 'anna@example.com',
  subject: `Betreff ${key}`,
  text: 'Text',
  html: '<p>Text</p>',
  headers: {},
  tags: {},
  idempotencyKey: key,
});

test('without a key mails stay on this machine, in files of this user alone', async () => {
  expect(hasLocalMailbox()).toBe(true);
  expect(await readMailbox()).toEqual([]);
  await sendMail(mailOf('../../etc/a'));
  const folder = path.join(dataDir, 'mailbox');
  const names = await readdir(folder);
  expect(names).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.json$/)]);
  expect((await stat(path.join(folder, names[0] ?? ''))).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test('the same mail tried again is one mail, the newest comes first, and what is no mail is left out', async () => {
  const first = await sendMail(mailOf('a'));
  expect(await sendMail(mailOf('a'))).toEqual(first);
  await vi.waitUntil(async () => (await readMailbox())[0]?.at !== new Date().toISOString());
  await sendMail(mailOf('b'));
  await writeFile(path.join(dataDir, 'mailbox', 'note.json'), '{');
  const subjects = (await readMailbox()).map((mail) => mail.subject);
  expect(subjects.slice(0, 2)).toEqual(['Betreff b', 'Betreff a']);
  expect(subjects).toHaveLength(3);
});

test('only the newest hundred are kept', async () => {
  for (let n = 0; n < 103; n += 1) await sendMail(mailOf(`many-${String(n)}`));
  const mails = await readMailbox();
  expect(mails).toHaveLength(100);
  expect(mails.some((mail) => mail.subject === 'Betreff b')).toBe(false);
});
