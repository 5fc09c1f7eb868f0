import { css } from './css.ts';

let policyOnce: Promise<string> | undefined;

/**
 * The Content-Security-Policy of every page on paper: no script source at all, and exactly our style sheet, by the hash
 * of the bytes between its tags.
 */
export function policy(): Promise<string> {
  policyOnce ??= crypto.subtle.digest('SHA-256', new TextEncoder().encode(css)).then((digest) => {
    const hash = btoa(String.fromCharCode(...new Uint8Array(digest)));
    return [
      "default-src 'none'",
      `style-src 'sha256-${hash}'`,
      "font-src 'self'",
      "img-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; ');
  });
  return policyOnce;
}
