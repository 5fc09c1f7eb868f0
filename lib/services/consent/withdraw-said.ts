import { blindIndex, INDEX_KEY_VERSION } from '#lib/adapters/vault/blind-index.ts';
import type { Cover } from '#lib/domain/consent/event.ts';
import { addPeriod } from '#lib/domain/consent/period.ts';
import { everyGrantUntil } from '#lib/domain/consent/withdrawal.ts';
import type { Identifier } from '#lib/domain/contact/identifier.ts';
import type { KeyContext } from '#lib/services/api-key/authenticate.ts';
import { findOrNoteContact } from '#lib/services/contact/find-or-note.ts';
import { recordConsent } from '#lib/services/ledger/record.ts';
import type { BusinessTx } from '#db/in-business.ts';
import { linesOfIdentifiers } from '#db/queries/consent-state.ts';
import { findIdentifier } from '#db/queries/contact.ts';
import type { LockedHead } from '#db/queries/ledger.ts';
import { suppress } from '#db/queries/stop.ts';
import { settleNoes } from './settle.ts';

/** How long a No of somebody unknown is kept. */
export const suppressionLifetime = 'P12M';

export interface SaidNo {
  how: 'message' | 'api';
  /** Instant at which the person said it; `null`: when it is recorded. */
  madeAt: string | null;
  way?: string;
  /** Left out: everything, and nobody may write until the person says otherwise. */
  only?: { purpose?: string | undefined; channel?: string | undefined };
}

/**
 * A withdrawal that reached the firm some other way: a STOP in a chat, a call, a letter (R49, R50). It needs no proof and
 * ends what was proven too, because no is the safe direction. Of somebody unknown only the keyed hash is kept.
 */
export async function withdrawAsSaid(
  tx: BusinessTx,
  ctx: KeyContext,
  locked: LockedHead,
  who: Identifier,
  said: SaidNo,
): Promise<{ withdrawn: Cover[]; size: number }> {
  const { businessId } = ctx;
  const index = blindIndex(ctx.keys.indexKey(who.kind), who.value);
  const place = { kind: who.kind, keyVersion: INDEX_KEY_VERSION, index };
  const found = await findIdentifier(tx, businessId, place);
  if (!found && (who.kind === 'phone' || who.kind === 'email')) {
    const { at } = locked;
    const expiresAt = addPeriod(at, suppressionLifetime);
    await suppress(tx, businessId, { ...place, kind: who.kind, reason: said.how, at, expiresAt });
    return { withdrawn: [], size: locked.size };
  }
  const known = found ?? (await findOrNoteContact(tx, ctx.keys, who, locked.at));
  const head = await settleNoes(tx, businessId, locked, [known.identifierId]);
  const lines = await linesOfIdentifiers(tx, businessId, [known.identifierId]);
  const targets = everyGrantUntil(lines, head.at, said.only);
  const everything = said.only?.purpose === undefined && said.only?.channel === undefined;
  const event = await recordConsent(tx, businessId, head, {
    kind: 'withdrawn',
    contact: known.contactId,
    holders: new Map([[known.identifierId, known.contactId]]),
    body: {
      how: said.how,
      receipt: null,
      scope: everything ? 'all' : [said.only?.purpose ?? '*', said.only?.channel ?? '*'].join(' '),
      targets,
      stops: everything ? [known.identifierId] : [],
      attested_by: `key:${ctx.keyId}`,
      ...(said.madeAt === null ? {} : { made_at: said.madeAt }),
      ...(said.way === undefined ? {} : { way: said.way }),
    },
  });
  return { withdrawn: targets, size: event.seq + 1 };
}
