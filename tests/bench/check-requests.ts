import http from 'node:http';
import type { BenchScene } from './scene.ts';

export function serverEnv(scene: BenchScene, port: number): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    PATH: '/usr/bin:/bin',
    PORT: String(port),
    ROLE: 'machine',
    DATABASE_URL: scene.cluster.appUrl,
    JAWORT_MASTER_KEY: scene.masterKey,
    AUTH_SECRET: scene.masterKey,
    CHECK_RATE_PER_KEY: '1000000',
    RESEND_API_KEY: 'unused-by-a-check',
    MAIL_FROM: 'Bench <bench@example.org>',
    LOG_LEVEL: 'warn',
  };
}

export function checkRequest(port: number, key: string, phone: string): string {
  const body = JSON.stringify({ contact: { phone }, channel: 'whatsapp', purpose: 'order' });
  return [
    'POST /api/v1/checks HTTP/1.1',
    `Host: 127.0.0.1:${String(port)}`,
    `Authorization: Bearer ${key}`,
    'Content-Type: application/json',
    `Content-Length: ${String(body.length)}`,
    '',
    body,
  ].join('\r\n');
}

/** A real answer, for the null server to repeat; it must be a yes, or the bench measures refusals. */
export async function checkAnswer(
  port: number,
  key: string,
  phone: string,
): Promise<{ headers: string[]; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/v1/checks',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        if (!body.includes('"allowed":true')) reject(new Error('the bench is not granted'));
        const dropped = new Set(['date', 'connection', 'keep-alive']);
        const headers: string[] = [];
        for (let at = 0; at < response.rawHeaders.length; at += 2) {
          const name = response.rawHeaders[at] ?? '';
          if (!dropped.has(name.toLowerCase())) headers.push(name, response.rawHeaders[at + 1] ?? '');
        }
        resolve({ headers, body });
      });
    });
    request.end(JSON.stringify({ contact: { phone }, channel: 'whatsapp', purpose: 'order' }));
  });
}
