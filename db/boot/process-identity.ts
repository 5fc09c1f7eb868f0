import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A process that can be recognised later. `born` tells it from another that got the same number; '' where unknown. */
export const ProcessIdentity = z.object({ pid: z.number().int().positive(), born: z.string() });
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, born: bornOf(process.pid) };
}

/** A killed process whose parent has not looked yet is dead, although its number is still taken. */
export function isAlive(identity: ProcessIdentity): boolean {
  return pidIsAlive(identity.pid) && bornOf(identity.pid) === identity.born && !hasEnded(identity.pid);
}

export function pidIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // EPERM: it lives, but belongs to somebody else.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
}

/** The words a process was started with; '' when they cannot be seen. */
export function commandOf(pid: number): string {
  if (process.platform === 'linux') return readProc(pid, 'cmdline').replaceAll('\0', ' ');
  const found = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout : '';
}

/** Field 22 of /proc/PID/stat: start in ticks since boot. The name (field 2) may hold spaces and brackets. */
function bornOf(pid: number): string {
  if (process.platform !== 'linux') {
    const found = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return found.status === 0 ? found.stdout.trim() : '';
  }
  const stat = readProc(pid, 'stat');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** State `Z` (zombie) or `X` (dead), where the system tells. */
function hasEnded(pid: number): boolean {
  const stat = process.platform === 'linux' ? readProc(pid, 'stat') : '';
  return /^[ZX]$/.test(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[0] ?? '');
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  } catch {
    return ''; // It has just ended, or /proc is closed to us: unknown.
  }
}
