import { machineApp } from '#app/api/_machine/app.ts';

/** What other programs report to us, behind Next, for hosts without a server of ours. */
const answer = (request: Request): Response | Promise<Response> => machineApp().fetch(request);

export { answer as GET, answer as HEAD, answer as POST, answer as PUT, answer as PATCH, answer as DELETE };
export { answer as OPTIONS };
export const dynamic = 'force-dynamic';
