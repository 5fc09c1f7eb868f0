/*
 * Every refusal of the machine door. `code` is stable and what a program branches on; `detail` says to a person what
 * to do. None of them ever repeats what was sent: it may be about a person.
 */
export interface ProblemCode {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

export const PROBLEMS = {
  body_not_utf8: {
    status: 400,
    title: 'The body is not UTF-8',
    detail: 'Send the body as JSON in UTF-8.',
  },
  body_not_json: {
    status: 422,
    title: 'The body is not JSON',
    detail: 'Send one JSON object.',
  },
  json_too_deep: {
    status: 422,
    title: 'The JSON is nested too deeply',
    detail: 'Send at most 8 levels of objects and lists.',
  },
  json_duplicate_key: {
    status: 422,
    title: 'A key of the JSON stands twice',
    detail: 'Name each field once: two readers would disagree on which one counts.',
  },
  key_invalid: {
    status: 401,
    title: 'No valid API key',
    detail: 'Send a key that is in use as: Authorization: Bearer jw_live_… or jw_test_….',
  },
  signature_invalid: {
    status: 401,
    title: 'The signature does not fit',
    detail: 'Sign the bytes of the body with the secret of this webhook, and send them within five minutes.',
  },
  idempotency_key_invalid: {
    status: 400,
    title: 'The Idempotency-Key is not usable',
    detail:
      'Send 1 to 255 visible ASCII characters without spaces, best a new UUID for each thing you want done.',
  },
  idempotency_key_in_use: {
    status: 409,
    title: 'The first request with this Idempotency-Key is still under way',
    detail: 'Send the same request again in a moment: you will get its answer.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'This Idempotency-Key belongs to another request',
    detail: 'Use a new key for each new request, and the same key only to repeat the same one.',
  },
  scope_missing: {
    status: 403,
    title: 'This key may not do that',
    detail: 'Use a key that has the scope this address asks for.',
  },
  not_found: {
    status: 404,
    title: 'There is nothing at this address',
    detail: 'The addresses that exist are described in /api/openapi.json.',
  },
  page_not_found: {
    status: 404,
    title: 'There is no such page',
    detail: 'Name a page of this business that has been published.',
  },
  checkpoint_not_found: {
    status: 404,
    title: 'Nothing was signed yet',
    detail: 'A checkpoint is signed some seconds after the first entry of the log. Ask again in a minute.',
  },
  ledger_out_of_range: {
    status: 404,
    title: 'The log is not that long',
    detail: 'Name an entry below the size, sizes no larger than the log, and the smaller size first.',
  },
  method_not_allowed: {
    status: 405,
    title: 'This address does not take this method',
    detail: 'Use a method that the Allow header names.',
  },
  cooldown: {
    status: 409,
    title: 'This person said no a short while ago',
    detail: 'Do not ask again before the instant in wait_until.',
  },
  business_suspended: {
    status: 409,
    title: 'This business is suspended',
    detail: 'Nobody is invited until the business has been resumed.',
  },
  conflict: {
    status: 409,
    title: 'The present state forbids this',
    detail: 'Read the present state and decide again.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    detail: 'Send at most 64 kB.',
  },
  media_type_unsupported: {
    status: 415,
    title: 'The body is not announced as JSON',
    detail: 'Send Content-Type: application/json (charset utf-8) and no Content-Encoding.',
  },
  body_not_an_object: {
    status: 422,
    title: 'The body is no JSON object',
    detail: 'Send one JSON object.',
  },
  body_invalid: {
    status: 422,
    title: 'A field is missing or not usable',
    detail: 'Correct the fields that errors names.',
  },
  field_unknown: {
    status: 422,
    title: 'A field is not known here',
    detail: 'Leave out the fields that errors names: nothing is ever ignored silently.',
  },
  field_not_supported: {
    status: 422,
    title: 'A field is not supported yet',
    detail: 'Leave out the fields that errors names: an answer that disregarded them could be wrong.',
  },
  instant_in_future: {
    status: 422,
    title: 'An instant lies in the future',
    detail: 'Send when it happened, with its offset from UTC, and look at your clock.',
  },
  text_not_storable: {
    status: 422,
    title: 'A text holds characters that cannot be stored',
    detail: 'Send no NUL character and no half of a surrogate pair.',
  },
  query_invalid: {
    status: 422,
    title: 'The address asks for something that cannot be read',
    detail: 'Send each parameter once, as a plain whole number, and none that is not described.',
  },
  contact_unreadable: {
    status: 422,
    title: 'The contact cannot be read',
    detail: 'Send a complete number or address, best with the calling code: +49….',
  },
  contact_not_reachable: {
    status: 422,
    title: 'This contact cannot be invited',
    detail: 'Invite by phone number or e-mail address.',
  },
  purpose_unknown: {
    status: 422,
    title: 'The purpose is not known',
    detail: 'Use a purpose of the catalogue, or one of your own that a published version names.',
  },
  recipient_unknown: {
    status: 422,
    title: 'A recipient is not known',
    detail: 'Use recipients of the catalogue, or partners that a published version names.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    detail: 'Wait as many seconds as Retry-After says.',
  },
  overloaded: {
    status: 503,
    title: 'Too much to do at this moment',
    detail: 'Do not send the message. Ask again in a few seconds.',
  },
  behind_min_as_of: {
    status: 503,
    title: 'The state you have seen is not here yet',
    detail: 'Do not send the message. Ask again in a moment.',
  },
  read_lease_lost: {
    status: 503,
    title: 'The database that answers may no longer be the right one',
    detail: 'Do not send the message. Ask again in a few seconds.',
  },
  cannot_establish: {
    status: 503,
    title: 'The answer cannot be established now',
    detail: 'Do not send the message. Ask again in a few seconds.',
  },
  not_ready: {
    status: 503,
    title: 'Not ready',
    detail: 'The server is starting, stopping, or cannot reach its database.',
  },
} as const satisfies Record<string, ProblemCode>;

export type ProblemName = keyof typeof PROBLEMS;

export function isProblemName(code: string): code is ProblemName {
  return Object.hasOwn(PROBLEMS, code);
}
