import type { WrittenMail } from './letter.ts';
import { write } from './write.tsx';

/** The way into the console. German only, as the console. */
export async function signInMail({ code, url }: { code: string; url: string }): Promise<WrittenMail> {
  return write({
    language: 'de',
    subject: 'Anmelden bei Jawort',
    blocks: [
      { kind: 'words', text: 'Ihr Code:' },
      { kind: 'code', code },
      { kind: 'words', text: 'Geben Sie ihn in dem Fenster ein, in dem Sie ihn angefordert haben.' },
      { kind: 'words', text: 'Oder öffnen Sie diesen Link, im selben Browser:' },
      { kind: 'link', url },
      { kind: 'words', text: 'Beides gilt 10 Minuten und für eine Anmeldung.' },
      {
        kind: 'words',
        text: 'Waren Sie das nicht? Dann tun Sie nichts. Ohne diesen Code meldet sich niemand an.',
      },
    ],
  });
}
