import { statfs } from 'node:fs/promises';
import { isFullDisk } from '#lib/start-fault.ts';

/** Less than this is no room: a server needs one segment of its log (16 MB) to do anything. */
const roomBytesMin = 1_000_000;

/** Was it the disk? By what was said, or by looking: on a full disk the complaint itself may find no room. */
export async function lacksRoom(said: string, folder: string): Promise<boolean> {
  if (isFullDisk(said) || /wrote only \d+ of \d+ bytes/.test(said)) return true;
  const disk = await statfs(folder);
  return disk.bavail * disk.bsize < roomBytesMin;
}

/** The reason in what PostgreSQL printed, without time, process and full stop. */
export function reasonIn(said: string): string {
  const line =
    said.split('\n').findLast((each) => /error|FATAL|PANIC|could not/.test(each)) ?? 'it gave no reason';
  return line
    .replace(/^.*?\b(?:FATAL|PANIC|ERROR|error):\s*/, '')
    .trim()
    .replace(/\.$/, '');
}
