import { customerDoor } from '#app/_doors/customer/door.ts';

const origin = 'http://localhost:3000';

/** Asks the customer door as a browser without JavaScript would. */
export function get(path: string, init: RequestInit = {}): Promise<Response> {
  return customerDoor(new Request(`${origin}${path}`, init), 'test');
}

export function post(path: string, fields: readonly (readonly [string, string])[]): Promise<Response> {
  const body = new URLSearchParams(fields.map(([k, v]): [string, string] => [k, v])).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return customerDoor(new Request(`${origin}${path}`, { method: 'POST', headers, body }), 'test');
}

/** The value a form field has in a page's HTML. */
export function fieldValue(html: string, name: string): string {
  const tag = html.match(new RegExp(`<input[^>]*name="${name}"[^>]*>`, 'u'))?.[0] ?? '';
  return tag.match(/value="([^"]*)"/u)?.[1] ?? '';
}
