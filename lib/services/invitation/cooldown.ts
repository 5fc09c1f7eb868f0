import { addPeriod } from '#lib/domain/consent/period.ts';
import { Conflict } from '#lib/domain/errors.ts';
import type { BusinessId, IdentifierId } from '#lib/domain/ids.ts';
import { readLeaf } from '#lib/services/ledger/append.ts';
import type { BusinessTx } from '#db/in-business.ts';
import { linesOfIdentifiers } from '#db/queries/consent-state.ts';
import { countInvitationsSince } from '#db/queries/invitation.ts';
import { getEvent } from '#db/queries/ledger.ts';
import { stopsOfIdentifiers } from '#db/queries/stop.ts';

/** Time after a refusal or withdrawal in which nobody is asked again (R57). */
const cooldown = 'P6M';

/** Asked again too soon after a No; `waitUntil` is an instant, ISO 8601 UTC. */
export class Cooldown extends Conflict {
  readonly waitUntil: string;
  constructor(waitUntil: string) {
    super('cooldown');
    this.waitUntil = waitUntil;
  }
}

/** Until when this identifier is left alone; `null`: it may be asked. */
export async function cooledDownAt(
  tx: BusinessTx,
  businessId: BusinessId,
  identifier: IdentifierId,
  now: string,
): Promise<string | null> {
  const lines = await linesOfIdentifiers(tx, businessId, [identifier]);
  const established = lines.filter((l) => l.standing === 'established');
  // A partly answered page is no refusal: only somebody who allows nothing at all is left alone.
  if (established.some((l) => l.choice === 'granted')) return null;
  const stops = await stopsOfIdentifiers(tx, businessId, [identifier]);
  const withdrawn = established.filter((l) => l.choice === 'withdrawn');
  // What was left unticked in an answer that allowed something was no refusal, and is none when that was taken back.
  const refused = established.filter(
    (l) => l.choice === 'refused' && !withdrawn.some((w) => w.grantedAt === l.decidedAt),
  );
  const noes = [
    ...withdrawn,
    ...refused,
    ...stops
      .filter((s) => s.kind === 'withdrawn_all' && s.liftedSeq === null)
      .map((s) => ({ seq: s.seq, decidedAt: s.at })),
  ];
  const until: string[] = [];
  for (const no of noes) {
    if (await mayBeAskedOnce(tx, businessId, identifier, no)) continue;
    until.push(addPeriod(no.decidedAt, cooldown));
  }
  const latest = until.toSorted().at(-1);
  return latest !== undefined && latest > now ? latest : null;
}

/**
 * Anybody can type anybody's number into the page without a link. So that nobody is shut out by a stranger's hand, the
 * firm may ask once more; the next No is the person's own.
 */
async function mayBeAskedOnce(
  tx: BusinessTx,
  businessId: BusinessId,
  identifier: IdentifierId,
  no: { seq: number; decidedAt: string },
): Promise<boolean> {
  const stored = await getEvent(tx, businessId, no.seq);
  const event = stored && readLeaf(stored.leaf);
  if (event?.kind !== 'withdrawn' || event.body.how !== 'public_form') return false;
  return (await countInvitationsSince(tx, businessId, identifier, no.decidedAt)) === 0;
}
