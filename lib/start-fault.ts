/** A reason not to start that a person can act on. The message is the whole text they see: one clear sentence. */
export class StartFault extends Error {
  constructor(sentence: string, options?: { cause?: unknown }) {
    super(sentence, options);
    this.name = 'StartFault';
  }
}

/** The sentence for whatever stopped the start. Never a stack; an unknown cause says its own message. */
export function sentenceOf(cause: unknown): string {
  if (cause instanceof StartFault) return cause.message;
  if (isFullDisk(cause)) return DISK_FULL;
  const text = cause instanceof Error ? cause.message : String(cause);
  return `Jawort could not start: ${text.split('\n', 1)[0] ?? text}`;
}

export const DISK_FULL =
  'The disk is full: make room where the data directory (JAWORT_DATA_DIR) is, then start again.';

/** Full disk or used-up quota, as Node says it (`code`) or as a tool printed it. */
export function isFullDisk(cause: unknown): boolean {
  if (typeof cause === 'string')
    return /No space left on device|Disk quota exceeded|\bENOSPC\b|\bEDQUOT\b/i.test(cause);
  if (!(cause instanceof Error)) return false;
  const code = codeOf(cause);
  return code === 'ENOSPC' || code === 'EDQUOT' || isFullDisk(cause.message);
}

/** `ENOENT`, `EADDRINUSE`, `28P01` …: what Node and the database driver put on their errors. */
export function codeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}
