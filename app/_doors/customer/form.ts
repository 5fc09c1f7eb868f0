/** What a form posts, before its schema: each name with all its values. */
export type FormReading =
  | { ok: true; fields: Map<string, string[]> }
  | { ok: false; status: 400 | 413 | 415 };

/** A form of ours with every field filled stays far below; what is larger is not read to its end. */
const bodyBytesMax = 65_536;

export async function readForm(request: Request): Promise<FormReading> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return { ok: false, status: 415 };
  const body = await readCapped(request);
  if (body === null) return { ok: false, status: 413 };
  const fields = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(body))
    fields.set(name, [...(fields.get(name) ?? []), value]);
  return { ok: true, fields };
}

/** One value of a name, '' if it was not sent; null if it was sent more than once. */
export function single(fields: Map<string, string[]>, name: string): string | null {
  const values = fields.get(name) ?? [];
  return values.length > 1 ? null : (values[0] ?? '');
}

async function readCapped(request: Request): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > bodyBytesMax) return null;
  if (!request.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > bodyBytesMax) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
