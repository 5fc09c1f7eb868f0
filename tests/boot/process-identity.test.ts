import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isAlive, pidIsAlive, thisProcess } from '#db/boot/process-identity.ts';

function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

test('this process is alive', () => {
  expect(isAlive(thisProcess())).toBe(true);
  expect(isAlive({ ...thisProcess(), born: '1' })).toBe(false);
});

test.runIf(process.platform === 'linux')(
  'a killed process that its parent has not looked at yet is dead, although its number is taken',
  async () => {
    // The shell becomes `sleep`, which never asks after the child that the shell had.
    const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 30'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(line.toString());
      const identity = { pid, born: statOf(pid)[19] ?? '' };
      expect(isAlive(identity)).toBe(true);
      while (statOf(pid)[0] !== 'Z') await sleep(20);
      expect(pidIsAlive(pid)).toBe(true);
      expect(isAlive(identity)).toBe(false);
    } finally {
      parent.kill('SIGKILL');
    }
  },
);
