import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { config } from '#lib/config.ts';
import type { Mail } from './mail.ts';

/** How many mails are kept: it is a mailbox for trying things out, and they hold addresses. */
const mailsMax = 100;

const KeptMail = z.object({
  at: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  headers: z.record(z.string(), z.string()),
  tags: z.record(z.string(), z.string()),
});
export type KeptMail = z.infer<typeof KeptMail>;

/** A file a mail, readable by this user alone. The same mail tried again is the same file. */
export async function keepInMailbox(mail: Mail): Promise<{ providerId: string }> {
  const { idempotencyKey, ...rest } = mail;
  const id = createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32);
  const folder = folderOf();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const file = path.join(folder, `${id}.json`);
  const kept: KeptMail = KeptMail.parse({ at: new Date().toISOString(), ...rest });
  // Written aside and renamed: whoever reads meanwhile finds a whole mail or none.
  await writeFile(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  await dropOldest(folder);
  return { providerId: `local-${id}` };
}

/** Newest first. Empty where nothing was ever sent. */
export async function readMailbox(): Promise<KeptMail[]> {
  const folder = folderOf();
  const mails = await Promise.all((await namesIn(folder)).map((name) => readKept(path.join(folder, name))));
  return mails.filter((mail) => mail !== null).toSorted((a, b) => b.at.localeCompare(a.at));
}

async function readKept(file: string): Promise<KeptMail | null> {
  try {
    return KeptMail.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Gone meanwhile, or no mail of ours.
    return null;
  }
}

async function dropOldest(folder: string): Promise<void> {
  const names = await namesIn(folder);
  if (names.length <= mailsMax) return;
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await readKept(path.join(folder, name)))?.at ?? '' })),
  );
  const old = dated.toSorted((a, b) => b.at.localeCompare(a.at)).slice(mailsMax);
  await Promise.all(old.map(({ name }) => rm(path.join(folder, name), { force: true })));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

function folderOf(): string {
  return path.join(config().dataDir, 'mailbox');
}
