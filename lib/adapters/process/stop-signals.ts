/** One Ctrl-C can arrive several times: from the terminal, from npm, and handed on by the start script. */
const sameSignalMs = 1_000;
const parentCheckMs = 500;

/**
 * Calls `stop` at the first SIGTERM, SIGINT or SIGHUP, or when the process that started us is gone (its pid is given
 * because it may be gone already); calls `force` at a later signal.
 */
export function onStopSignal({
  parentPid,
  stop,
  force,
}: {
  parentPid: number | null;
  stop: () => void;
  force: () => void;
}): void {
  let askedAtMs: number | null = null;
  const ask = () => {
    const nowMs = performance.now();
    if (askedAtMs === null) {
      askedAtMs = nowMs;
      stop();
    } else if (nowMs - askedAtMs > sameSignalMs) force();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, ask);
  if (parentPid === null) return;
  const watch = setInterval(() => {
    if (process.ppid === parentPid) return;
    clearInterval(watch);
    if (askedAtMs === null) ask();
  }, parentCheckMs);
  watch.unref();
}
