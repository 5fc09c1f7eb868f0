import { test as base } from '@playwright/test';
import { startApp, type RunningApp } from '#tests/support/running-app.ts';

export interface Api {
  check: (phone: string, purpose?: string) => Promise<{ allowed: boolean; reason: string }>;
  invite: (phone: string, deliveredBy?: string) => Promise<string>;
}

/** Every worker has an app of its own; every page is watched for anything the browser complains about. */
export const test = base.extend<{ api: Api; quiet: undefined }, { app: RunningApp }>({
  app: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants its first argument destructured
    async ({}, use) => {
      const app = await startApp();
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  api: async ({ app }, use) => {
    await use({
      check: async (phone, purpose = 'order') => {
        const answer = await call(app, '/api/v1/checks', {
          contact: { phone },
          channel: 'whatsapp',
          purpose,
        });
        return answer as { allowed: boolean; reason: string };
      },
      invite: async (phone, delivered_by = 'whatsapp') => {
        const answer = await call(app, '/api/v1/invitations', {
          contact: { phone },
          page: 'auftrag',
          delivered_by,
        });
        return String(answer['url']);
      },
    });
  },
  quiet: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (m) => ['error', 'warning'].includes(m.type()) && complaints.push(m.text()));
      page.on('pageerror', (e) => complaints.push(e.message));
      await use(undefined);
      base
        .expect(
          complaints.filter((c) => !c.includes('status of 4')),
          'the browser has nothing to complain about',
        )
        .toEqual([]);
    },
    { auto: true },
  ],
});
export const { expect } = test;

let taken = 0;
/** A number nobody else in this worker has, from the range set aside for fiction. */
export function freshPhone(workerIndex: number): string {
  taken += 1;
  return `+4917139200${String(((workerIndex % 5) * 20 + taken) % 100).padStart(2, '0')}`;
}

async function call(app: RunningApp, path: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`${app.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.demo.live_key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}
