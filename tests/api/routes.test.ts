import { describe, expect, test } from 'vitest';
import { routes } from '#app/api/_machine/app.ts';
import { openApiDocument } from '#app/api/_machine/openapi.ts';
import { setReady } from '#lib/services/ops/ready.ts';
import { useDatabase } from '#tests/support/database.ts';
import { document } from './contract.ts';
import { useBothMounts } from './both-mounts.ts';

useDatabase();
const { ask } = useBothMounts();

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const paths = Object.keys(document.paths);

describe('addresses and methods', () => {
  test('the document describes exactly what the door takes', () => {
    const described = Object.entries(document.paths).map(([path, item]) => [
      path,
      Object.keys(item).map((m) => m.toUpperCase()),
    ]);
    expect(described).toEqual(Object.entries(routes).map(([path, item]) => [path, Object.keys(item)]));
    expect(document).toEqual(openApiDocument('http://localhost:3000'));
  });

  test('the document is served with the server’s own address', async () => {
    const answer = await ask({ path: '/api/openapi.json' });
    expect(answer.json).toEqual(document);
  });

  test.for(paths)('%s answers methods it does not take with 405 and the ones it takes', async (path) => {
    const taken = Object.keys(routes[path] ?? {});
    const allow = [
      ...(taken.includes('GET') ? ['GET', 'HEAD'] : []),
      ...(taken.includes('POST') ? ['POST'] : []),
      'OPTIONS',
    ].join(', ');
    for (const method of methods) {
      const known = allow.split(', ').includes(method);
      if (known && method !== 'OPTIONS') continue;
      if (path === '/healthz' || path === '/readyz') continue; // not behind Next: see below
      const answer = await ask({ method, path });
      expect(answer.status, method).toBe(method === 'OPTIONS' ? 204 : 405);
      expect(answer.headers['allow']).toBe(allow);
      if (method === 'HEAD' || method === 'OPTIONS') expect(answer.text).toBe('');
      else expect(answer.json).toMatchObject({ code: 'method_not_allowed', allowed: false });
    }
  });

  test.for([
    '/api',
    '/api/',
    '/api/v1',
    '/api/v1/checks/',
    '/api/v1/Checks',
    '/api/v2/checks',
    '/api/v1/checks/1',
    '/api/v1/contacts/+4917604069001',
    '/api/v1/..%2fchecks',
    '/api/__proto__',
  ])('%s does not exist, whatever the method', async (path) => {
    for (const method of methods) {
      const answer = await ask({ method, path });
      expect(answer.status).toBe(404);
      if (method !== 'HEAD' && method !== 'OPTIONS')
        expect(answer.json).toMatchObject({ code: 'not_found', allowed: false });
      expect(answer.text).not.toContain('4069001');
    }
  });

  test('a sane request id is kept, any other replaced', async () => {
    const kept = await ask({ path: '/api/v1/nothing', headers: { 'x-request-id': 'order-2026.118' } });
    expect(kept.headers['x-request-id']).toBe('order-2026.118');
    expect(kept.json).toMatchObject({ request_id: 'order-2026.118' });
    for (const strange of ['short', 'x'.repeat(65), 'a"b<script>c', 'with blank in it']) {
      const replaced = await ask({ path: '/api/v1/nothing', headers: { 'x-request-id': strange } });
      expect(replaced.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/u);
    }
  });

  test('every answer forbids keeping it and guessing its type', async () => {
    for (const path of ['/api/openapi.json', '/api/v1/checks', '/api/v1/nothing']) {
      const answer = await ask({ path });
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
    }
  });
});

describe('operations', () => {
  test('healthz answers, readyz only between start and stop', async () => {
    const { laneMount } = await import('./mounts.ts');
    const lane = await laneMount();
    expect(await lane.send({ path: '/healthz' })).toMatchObject({ status: 200, json: { status: 'ok' } });
    setReady(false);
    expect(await lane.send({ path: '/readyz' })).toMatchObject({
      status: 503,
      json: { code: 'not_ready', allowed: false },
    });
    setReady(true);
    expect(await lane.send({ path: '/readyz' })).toMatchObject({ status: 200, json: { status: 'ok' } });
    for (const path of ['/healthz', '/readyz']) {
      expect(await lane.send({ method: 'HEAD', path })).toMatchObject({ status: 200, text: '' });
      expect(await lane.send({ method: 'DELETE', path })).toMatchObject({
        status: 405,
        headers: { allow: 'GET, HEAD, OPTIONS' },
      });
    }
    setReady(false);
    await lane.close();
  });
});
