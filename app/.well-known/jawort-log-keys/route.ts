import { machineApp } from '#app/api/_machine/app.ts';

/** The history of the log's keys behind Next, for hosts without a server of ours: the same app, the same answer. */
const answer = (request: Request): Response | Promise<Response> => machineApp().fetch(request);

export {
  answer as GET,
  answer as HEAD,
  answer as POST,
  answer as PUT,
  answer as PATCH,
  answer as DELETE,
  answer as OPTIONS,
};
export const dynamic = 'force-dynamic';
