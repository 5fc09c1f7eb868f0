import { newId } from '#lib/adapters/ids/uuid.ts';
import { log } from '#lib/adapters/log/log.ts';
import { once } from '#lib/once.ts';
import { writeHeartbeat, type Heartbeat } from '#db/queries/heartbeat.ts';
import { lease, type Lease } from './lease.ts';

const everyMs = 1_000;
/** A heartbeat that is not back by then is given up, and the next one tries on a connection of its own. */
const answerMsMax = 2_000;

type Write = (heartbeat: Heartbeat) => Promise<string>;

/** Writes a heartbeat each second and renews the lease by each that was committed. */
export class Heart {
  readonly #lease: Lease;
  readonly #write: Write;
  readonly #writer: string = newId<string>();
  #beat = 0;
  #failing = false;
  #timer: NodeJS.Timeout | null = null;
  #stopped = true;

  constructor(of: { readonly lease: Lease; readonly write: Write }) {
    this.#lease = of.lease;
    this.#write = of.write;
  }

  get beats(): boolean {
    return !this.#stopped;
  }

  /** Comes back after the first heartbeat, committed or not. */
  async start(): Promise<void> {
    if (!this.#stopped) return;
    this.#stopped = false;
    await this.#go();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  async #go(): Promise<void> {
    const beganAtMs = performance.now();
    try {
      this.#beat += 1;
      const server = await inTime(this.#write({ writer: this.#writer, beat: this.#beat }));
      this.#lease.confirm({ beganAtMs, server });
      this.#failing = false;
    } catch (cause) {
      if (!this.#failing) log().warn({ cause: nameOf(cause) }, 'no heartbeat: checks will be refused');
      this.#failing = true;
    }
    if (this.#stopped) return;
    const restMs = Math.max(0, everyMs - (performance.now() - beganAtMs));
    this.#timer = setTimeout(() => void this.#go(), restMs).unref();
  }
}

/** For every process that answers checks, before it takes the first one. A second call changes nothing. */
export async function startHeartbeat(): Promise<void> {
  await heart().start();
}

export async function stopHeartbeat(): Promise<void> {
  heart().stop();
}

/** Whether this process is one that answers checks, and if so, whether it may just now. */
export function mayAnswerChecks(): boolean {
  return !heart().beats || lease().isFresh();
}

function heart(): Heart {
  return once('heart', () => new Heart({ lease: lease(), write: writeHeartbeat }));
}

function inTime(heartbeat: Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('late')), answerMsMax);
    heartbeat.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/** The driver's messages may hold values; its codes do not. */
function nameOf(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}
