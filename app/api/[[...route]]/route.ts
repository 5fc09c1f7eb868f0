import { machineApp } from '#app/api/_machine/app.ts';
import { startHeartbeat } from '#lib/services/lease/heartbeat.ts';

/** The machine door behind Next, for hosts without a server of ours: the same app, the same answers. */
async function answer(request: Request): Promise<Response> {
  await startHeartbeat(); // only the first time: on our own server it beats long before
  return machineApp().fetch(request);
}

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
