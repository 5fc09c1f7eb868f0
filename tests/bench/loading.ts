import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { familyCpuSeconds, type Running } from './servers.ts';

const run = promisify(execFile);

export interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Share of one core while measured. */
  readonly serverCpu: number | null;
  readonly clientCpu: number;
  /** CPU time of the server for one request: hardly moves when other programs want the machine too. */
  readonly serverMicrosEach: number | null;
  readonly databaseMicrosEach: number | null;
}

export interface Loading {
  /** Folder of the bundled programs. */
  readonly programs: string;
  readonly requestsFile: string;
  readonly seconds: number;
  readonly connections?: number;
  /** Requests a second that fall due by themselves; without it as many as are answered. */
  readonly rate?: number;
  /** The database's first process, to be told its time too. */
  readonly postmaster?: number;
}

/** Puts a server under load, from a process of its own, and says what came of it. Throws where not all answers were 200. */
export async function load(server: Running, loading: Loading): Promise<Load> {
  const { connections = 64, rate = 0, postmaster } = loading;
  const before = server.cpuSeconds();
  const databaseBefore = postmaster === undefined ? null : familyCpuSeconds(postmaster);
  const startedAt = performance.now();
  const { stdout } = await run(process.execPath, [
    path.join(loading.programs, 'bench-load.js'),
    String(server.port),
    loading.requestsFile,
    String(connections),
    String(loading.seconds),
    String(rate),
  ]);
  const after = server.cpuSeconds();
  const databaseAfter = postmaster === undefined ? null : familyCpuSeconds(postmaster);
  const wholeSeconds = (performance.now() - startedAt) / 1_000;
  const result = JSON.parse(stdout) as Record<
    'requests' | 'all' | 'seconds' | 'not200' | 'cpuSeconds' | 'p50Ms' | 'p99Ms',
    number
  >;
  if (result.not200 > 0) throw new Error(`${String(result.not200)} answers were not 200`);
  return {
    perSecond: result.requests / result.seconds,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
    serverCpu: before === null || after === null ? null : (after - before) / wholeSeconds,
    serverMicrosEach: before === null || after === null ? null : (1e6 * (after - before)) / result.all,
    databaseMicrosEach:
      databaseBefore === null || databaseAfter === null
        ? null
        : (1e6 * (databaseAfter - databaseBefore)) / result.all,
    clientCpu: result.cpuSeconds / result.seconds,
  };
}
