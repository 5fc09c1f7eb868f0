import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '#lib/adapters/fault/point.ts';

/**
 * `before-leaf=throw:3 during-coalescing=wait:5`: at each named point, in so many of a hundred passes, throw, wait up
 * to 30 ms, or end the process at once.
 */
export function installFaults(plan: string): void {
  const points = new Map(plan.split(' ').filter(Boolean).map(read));
  if (points.size > 0) globalThis.jawortFault = fault;

  async function fault(point: Parameters<Fault>[0]): Promise<void> {
    const found = points.get(point);
    if (!found || randomInt(100) >= found.percent) return;
    if (found.kind === 'exit') process.kill(process.pid, 'SIGKILL');
    if (found.kind === 'wait') await sleep(randomInt(30));
    else throw new Error(`stumbled ${point}`);
  }
}

export function removeFaults(): void {
  globalThis.jawortFault = undefined;
}

function read(word: string): [point: string, fault: { kind: string; percent: number }] {
  const [, point = '', kind = '', percent = '0'] = /^([\w-]+)=(throw|wait|exit):(\d+)$/u.exec(word) ?? [];
  if (point === '') throw new Error(`no plan of faults: ${word}`);
  return [point, { kind, percent: Number(percent) }];
}
