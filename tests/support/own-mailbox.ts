import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, vi } from 'vitest';
import { readMailbox, type KeptMail } from '#lib/adapters/mail/mailbox.ts';

/** A mailbox of this test file's own. Call it before `useDatabase`: the settings are read there. */
export function useMailbox(): { mails: (to: string) => Promise<KeptMail[]> } {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'jawort-mailbox-'));
  vi.stubEnv('JAWORT_DATA_DIR', dataDir);
  vi.stubEnv('RESEND_API_KEY', '');
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
  return { mails: async (to) => (await readMailbox()).filter((mail) => mail.to === to) };
}
