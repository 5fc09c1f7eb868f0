import { demoPageSlug, demoSlug } from '#lib/domain/business/demo-firm.ts';
import { answerSlip } from '#app/_doors/slip.ts';
import { config } from '#lib/config.ts';
import { homeSlip } from '#lib/ui/console/home-slip.tsx';

/** The demo firm's page; it exists where the database is the embedded one. */
const demoPage = `/e/${demoSlug}/${demoPageSlug}`;

export async function GET(): Promise<Response> {
  return answerSlip(homeSlip({ demoUrl: config().embedded ? demoPage : null }));
}
