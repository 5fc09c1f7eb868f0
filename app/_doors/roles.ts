import { isHealthPath, isMachinePath } from '#app/api/_machine/lane.ts';
import type { Role } from '#lib/config.ts';

/** Whether a process of this role has anything at this address. Health and metrics every process has. */
export function isServedBy(role: Role, url: string): boolean {
  if (role === 'all' || isHealthPath(url)) return true;
  if (role === 'worker') return false;
  return isMachinePath(url) === (role === 'machine');
}
