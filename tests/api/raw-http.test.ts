import { once } from 'node:events';
import net from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, type Firm } from '#tests/support/scene.ts';
import { useBothMounts } from './both-mounts.ts';
import { post } from './mounts.ts';

useDatabase();
const { ask, port } = useBothMounts();
let firm: Firm;
beforeAll(async () => {
  firm = await aFirm();
});

const body = '{"contact":{"phone":"+4917604069001"},"channel":"whatsapp","purpose":"order"}';
const head = (...lines: string[]) =>
  [
    'POST /api/v1/checks HTTP/1.1',
    'Host: localhost:3000',
    `Authorization: Bearer ${firm.liveKey}`,
    'Content-Type: application/json',
    ...lines,
    '',
    '',
  ].join('\r\n');

/** Sends pieces with a pause between them and returns everything that came back until the other side closed or fell silent. */
async function talk(pieces: readonly string[], silenceMs = 400): Promise<string> {
  const socket = net.connect(port(), '127.0.0.1');
  await once(socket, 'connect');
  let heard = '';
  socket.on('data', (chunk) => (heard += chunk.toString('utf8')));
  socket.on('error', () => undefined);
  for (const piece of pieces) {
    if (!socket.destroyed) socket.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  const closed = once(socket, 'close').then(() => true);
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, silenceMs))]);
  socket.destroy();
  return heard;
}

async function stillAnswers(): Promise<void> {
  expect((await ask(post('/api/v1/checks', firm.liveKey, body))).status).toBe(200);
}

describe('the fast lane on a bare socket', () => {
  test('a body in chunks, byte by byte, is read as one', async () => {
    const chunks = body.replaceAll(/[^]/gu, (byte) => `1\r\n${byte}\r\n`);
    expect(await talk([head('Transfer-Encoding: chunked'), chunks, '0\r\n\r\n'])).toMatch(
      /^HTTP\/1\.1 200 /u,
    );
  });

  test('a chunked body over the limit is refused without its end being waited for', async () => {
    const piece = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const heard = await talk([
      head('Transfer-Encoding: chunked'),
      ...Array.from({ length: 40 }, () => piece),
    ]);
    expect(heard).toMatch(/^HTTP\/1\.1 413 /u);
    expect(heard).toContain('"allowed":false');
  });

  test.for([
    ['a chunk size that is no number', ['Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n'],
    ['a length that is no number', ['Content-Length: 1e2'], body],
    ['a negative length', ['Content-Length: -1'], body],
    ['two lengths', ['Content-Length: 5', 'Content-Length: 77'], body],
    ['a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
  ] as [string, string[], string][])('%s never gets a yes', async ([, lines, sent]) => {
    const heard = await talk([head(...lines), sent]);
    expect(heard).not.toContain('"allowed":true');
    expect(heard === '' || /^HTTP\/1\.1 4\d\d /u.test(heard)).toBe(true);
    await stillAnswers();
  });

  test('a length that promises more than comes is waited for, not answered, and hurts nobody', async () => {
    expect(await talk([head('Content-Length: 500'), body])).toBe('');
    await stillAnswers();
  });

  test('callers who hang up at any point leave nothing behind', async () => {
    const whole = head(`Content-Length: ${String(body.length)}`) + body;
    for (const end of [10, 100, whole.length - 40, whole.length]) {
      const socket = net.connect(port(), '127.0.0.1');
      await once(socket, 'connect');
      socket.on('error', () => undefined);
      socket.write(whole.slice(0, end));
      socket.resetAndDestroy();
    }
    await stillAnswers();
  });

  test('two requests in one packet are two answers, in order', async () => {
    const one = (ref: string) => {
      const text = body.replace('}', `},"ref":"${ref}"`);
      return head(`Content-Length: ${String(text.length)}`) + text;
    };
    const heard = await talk([one('first') + one('second')]);
    expect([...heard.matchAll(/"ref":"(\w+)"/gu)].map((m) => m[1])).toEqual(['first', 'second']);
  });
});
