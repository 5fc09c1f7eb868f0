import type { PageView, StatePage } from './views.ts';

const statusOfState: Record<StatePage['state'], number> = {
  not_found: 404,
  expired: 410,
  already_answered: 200,
  paused: 200,
  suspended: 200,
  rate_limited: 429,
  server_error: 503,
  look_again: 409,
  bad_request: 400,
};

/** The HTTP status a page is sent with; browsers show the page for each of them. */
export function httpStatus(page: PageView): number {
  if (page.kind === 'state') return statusOfState[page.state];
  if (page.kind !== 'question') return 200;
  const form = page.errors.find((error) => error.field === 'form');
  if (form) return form.code === 'too_many' ? 429 : 503;
  if (page.errors.length > 0) return 422;
  return page.changed ? 409 : 200;
}
