import http from 'node:http';

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers: http.IncomingHttpHeaders;
}

/** One request on a connection of its own; 0 where nobody answered. */
export function ask(
  url: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Reply> {
  return new Promise((resolve) => {
    const sent = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = http.request(
      url,
      { method, headers: { ...sent, ...headers }, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }),
        );
      },
    );
    request.on('error', () => resolve({ status: 0, body: '', headers: {} }));
    request.end(body);
  });
}

/** A POST of the machine door. */
export function call(
  url: string,
  key: string,
  value: unknown,
  more: Record<string, string> = {},
): Promise<Reply> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...more };
  return ask(url, { method: 'POST', headers, body: JSON.stringify(value) });
}
