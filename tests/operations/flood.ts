import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/*
 * Too many requests, from a process of its own: each connection asks again as soon as it was answered, or all together
 * `perSecond`, whether answered or not. Reads its orders as JSON from the first argument; prints what came back.
 */

export interface Order {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  readonly perSecond: number | null;
  readonly requests: readonly Wanted[];
}

export interface Wanted {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** What a 200 must say; `null`: anything. */
  readonly allowed: boolean | null;
}

export interface Came {
  readonly statuses: Record<string, number>;
  /** Answers of 200 that say the opposite of what is true. */
  readonly wrong: number;
  readonly lost: number;
  readonly msMedian: number;
  readonly msP99: number;
}

const order = JSON.parse(process.argv[2] ?? '') as Order;
const agent = new http.Agent({ keepAlive: true, maxSockets: order.connections });
const endsAtMs = performance.now() + order.seconds * 1_000;
const statuses: Record<string, number> = {};
const took: number[] = [];
let wrong = 0;
let lost = 0;
let next = 0;

function one(): Promise<void> {
  const wanted = order.requests[next % order.requests.length];
  next += 1;
  if (!wanted) return Promise.resolve();
  const { method, path, headers, body, allowed } = wanted;
  const beganAtMs = performance.now();
  return new Promise((resolve) => {
    const request = http.request({ host: '127.0.0.1', port: order.port, method, path, headers, agent });
    request.on('error', () => {
      lost += 1;
      resolve();
    });
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        took.push(performance.now() - beganAtMs);
        const status = String(response.statusCode);
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (allowed !== null && text.includes('"allowed":true') !== (status === '200' && allowed)) wrong += 1;
        resolve();
      });
    });
    request.end(body);
  });
}

async function again(): Promise<void> {
  while (performance.now() < endsAtMs) await one();
}

const everyMs = 10;
if (order.perSecond === null) await Promise.all(Array.from({ length: order.connections }, again));
else {
  const under: Promise<void>[] = [];
  let due = 0;
  while (performance.now() < endsAtMs) {
    due += (order.perSecond * everyMs) / 1_000;
    for (; due >= 1; due -= 1) under.push(one());
    await sleep(everyMs);
  }
  await Promise.race([Promise.all(under), sleep(5_000)]);
}
took.sort((a, b) => a - b);
const at = (share: number) => Math.round(took[Math.floor(took.length * share)] ?? 0);
const came: Came = { statuses, wrong, lost, msMedian: at(0.5), msP99: at(0.99) };
process.stdout.write(JSON.stringify(came), () => process.exit(0));
