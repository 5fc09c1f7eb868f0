/** What the machine door answers, before it is a Node or a web response. */
export interface MachineAnswer {
  readonly status: number;
  /** Names and values in turn, as `writeHead` takes them; without content-length. */
  readonly headers: readonly string[];
  /** A text, because Node sends head and text in one piece, and a buffer in a second one. */
  readonly body: string;
  /** For counting: the code of a problem, the reason of a check. Not sent. */
  readonly outcome?: string;
}

/** On every answer: it is about a person or for one program, so nobody keeps it. */
const always = ['cache-control', 'no-store', 'x-content-type-options', 'nosniff'] as const;

export function jsonAnswer(
  status: number,
  value: unknown,
  {
    requestId,
    headers = [],
    type = 'application/json',
    outcome = 'done',
  }: { requestId: string; headers?: readonly string[]; type?: string; outcome?: string },
): MachineAnswer {
  return {
    outcome,
    status,
    headers: ['content-type', type, ...always, 'x-request-id', requestId, ...headers],
    body: JSON.stringify(value),
  };
}

export function emptyAnswer(status: number, requestId: string, headers: readonly string[]): MachineAnswer {
  return { status, headers: [...always, 'x-request-id', requestId, ...headers], body: '' };
}

export function webResponse({ status, headers, body }: MachineAnswer): Response {
  const list = new Headers();
  for (let at = 0; at < headers.length; at += 2) list.append(headers[at] ?? '', headers[at + 1] ?? '');
  if (status !== 204) list.set('content-length', String(Buffer.byteLength(body)));
  return new Response(body === '' ? null : body, { status, headers: list });
}
