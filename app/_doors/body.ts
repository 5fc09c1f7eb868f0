import type { IncomingMessage } from 'node:http';

/** `too_large`: longer than allowed. `aborted`: the caller hung up before the end. */
export type ReadBody =
  | { readonly state: 'read'; readonly bytes: Buffer }
  | { readonly state: 'too_large' }
  | { readonly state: 'aborted' };

/**
 * How much of a body that is too long is still taken in (and thrown away) before the answer: a caller that is cut off
 * while it sends sees a broken connection instead of our answer.
 */
const discardBytesMax = 2_000_000;

/**
 * The body of a Node request, at most `bytesMax` of it in memory at any time. Of a caller that hangs up before the end
 * nothing is heard any more: there is nobody to answer (and Node keeps such errors to itself while no one listens).
 */
export function readNodeBody(
  request: IncomingMessage,
  bytesMax: number,
  done: (body: Exclude<ReadBody, { state: 'aborted' }>) => void,
): void {
  let chunks: Buffer[] = [];
  let length = 0;
  let over = false;
  let settled = false;
  const settle = (body: Exclude<ReadBody, { state: 'aborted' }>) => {
    if (settled) return;
    settled = true;
    done(body);
  };
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= bytesMax) {
      chunks.push(chunk);
      return;
    }
    over = true;
    chunks = [];
    if (length > discardBytesMax) settle({ state: 'too_large' });
  });
  request.on('end', () => {
    const [only] = chunks;
    if (over) settle({ state: 'too_large' });
    else settle({ state: 'read', bytes: chunks.length === 1 && only ? only : Buffer.concat(chunks, length) });
  });
}

/** The same for a web request. */
export async function readWebBody(request: Request, bytesMax: number): Promise<ReadBody> {
  if (request.body === null) return { state: 'read', bytes: Buffer.alloc(0) };
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body) {
      length += chunk.length;
      if (length <= bytesMax) chunks.push(chunk);
      else if (length > discardBytesMax) break;
    }
  } catch {
    // The one thing that can go wrong here is the caller's connection, and there is nobody left to tell.
    return { state: 'aborted' };
  }
  return length > bytesMax ? { state: 'too_large' } : { state: 'read', bytes: Buffer.concat(chunks, length) };
}
