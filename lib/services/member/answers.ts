import { blindIndex, INDEX_KEY_VERSION } from '#lib/adapters/vault/blind-index.ts';
import type { BusinessKeys } from '#lib/adapters/vault/vault.ts';
import { decide, type FactLine, type Reason } from '#lib/domain/check/decide.ts';
import type { EventBody } from '#lib/domain/consent/event.ts';
import type { Evidence } from '#lib/domain/consent/evidence.ts';
import type { StopKind } from '#lib/domain/consent/stops.ts';
import { Unavailable } from '#lib/domain/errors.ts';
import { invariant } from '#lib/domain/invariant.ts';
import type { BusinessId, IdentifierId, VersionId } from '#lib/domain/ids.ts';
import { noticeOf } from '#lib/domain/template/version.ts';
import { revealIdentifier } from '#lib/services/contact/find-or-note.ts';
import { businessKeys } from '#lib/services/key/process-keys.ts';
import { readLeaf } from '#lib/services/ledger/append.ts';
import { versionById } from '#lib/services/page/open.ts';
import type { BusinessTx } from '#db/in-business.ts';
import { isSuppressed, listFactLines, listLastAnswers, type RecordedAnswer } from '#db/queries/answers.ts';
import type { StoredPage } from '#db/queries/page.ts';
import { stopsOfIdentifiers } from '#db/queries/stop.ts';
import { masked } from './masked.ts';

/** How many answers the first page shows. */
const answersShownMax = 20;

const unreadable = '•••';

export interface ListedAnswer {
  formNumber: string;
  /** ISO 8601, UTC. */
  at: string;
  /** Masked: this is all that leaves the service. */
  people: string[];
  pageSlug: string;
  versionNumber: number;
  /** How we knew then that it was them. */
  evidence: Evidence;
  items: ListedItem[];
}

export interface ListedItem {
  key: string;
  title: string;
  ticked: boolean;
  /** What a check would say now; `refused` where nobody could be asked about that channel. */
  reason: Reason;
  /** Since when that holds, where it is not the answer itself. */
  changedAt: string | null;
}

export interface GatheredAnswers {
  recorded: RecordedAnswer[];
  people: ReadonlyMap<string, Person>;
}

/** One identifier of the list: what may be shown of it, and what a check would find. */
interface Person {
  shown: string;
  lines: FactLine[];
  stops: StopKind[];
}

/** Everything the list needs of the firm's rows, inside its own transaction; numbers are masked before they leave. */
export async function gatherAnswers(tx: BusinessTx, businessId: BusinessId): Promise<GatheredAnswers> {
  const recorded = await listLastAnswers(tx, businessId, answersShownMax);
  const ids = [...new Set(recorded.flatMap((r) => r.subjects.map((s) => s.identifier)))];
  const lines = await listFactLines(tx, businessId, ids);
  const stops = (await stopsOfIdentifiers(tx, businessId, ids)).filter((stop) => stop.liftedSeq === null);
  const keys = await businessKeys(tx, businessId);
  const people = new Map<string, Person>();
  for (const id of ids) {
    const revealed = await reveal(tx, keys, id);
    const standing = stops.filter((stop) => stop.identifier === id).map((stop) => stop.kind);
    people.set(id, {
      shown: revealed.shown,
      lines: lines.filter((line) => line.identifier === id),
      stops: revealed.suppressed ? [...standing, 'withdrawn_all'] : standing,
    });
  }
  return { recorded, people };
}

async function reveal(
  tx: BusinessTx,
  keys: BusinessKeys,
  id: IdentifierId,
): Promise<{ shown: string; suppressed: boolean }> {
  try {
    const who = await revealIdentifier(tx, keys, id);
    const index = blindIndex(keys.indexKey(who.kind), who.value);
    const suppressed =
      (who.kind === 'phone' || who.kind === 'email') &&
      (await isSuppressed(tx, keys.businessId, { kind: who.kind, keyVersion: INDEX_KEY_VERSION, index }));
    return { shown: masked(who), suppressed };
  } catch (cause) {
    // Its key is gone or does not open it. One unreadable number must not hide the other answers, and is never a yes.
    if (!(cause instanceof Unavailable)) throw cause;
    return { shown: unreadable, suppressed: true };
  }
}

/** What the rows say, in the words of the text each person read. */
export async function describeAnswers(
  gathered: GatheredAnswers,
  pages: readonly StoredPage[],
  businessState: 'active' | 'suspended',
): Promise<ListedAnswer[]> {
  const slugs = new Map<string, string>(pages.map((p) => [p.pageId, p.slug]));
  return Promise.all(
    gathered.recorded.map(async ({ leaf, formNumber, versionNumber, subjects }) => {
      const answered = readLeaf(leaf);
      invariant(answered.kind === 'answered', 'receipt of an event that is no answer');
      const version = await versionById(answered.body.version as VersionId);
      const titles = new Map(noticeOf(version, answered.body.locale).items.map((i) => [i.key, i.title]));
      return {
        formNumber,
        at: answered.at,
        people: subjects.map((s) => gathered.people.get(s.identifier)?.shown ?? unreadable),
        pageSlug: slugs.get(answered.body.page) ?? '',
        versionNumber,
        evidence: subjects.find((s) => s.evidence !== 'claimed')?.evidence ?? 'claimed',
        items: answered.body.decisions.map((decision) => ({
          key: decision.item,
          title: titles.get(decision.item) ?? decision.item,
          ticked: decision.choice === 'granted',
          ...whatHolds(decision, gathered.people, businessState, answered.at),
        })),
      };
    }),
  );
}

type Decision = EventBody<'answered'>['decisions'][number];

/**
 * The very rule a check follows, so that this page never says yes where a check says no. An item on several channels
 * counts as its least permissive one.
 */
function whatHolds(
  decision: Decision,
  people: GatheredAnswers['people'],
  businessState: 'active' | 'suspended',
  answeredAt: string,
): Pick<ListedItem, 'reason' | 'changedAt'> {
  const { kind, recipients } = decision;
  const decided = decision.covers.map(({ identifier, purpose, channel }) => {
    const { lines, stops } = people.get(identifier) ?? { lines: [], stops: [] };
    return decide({ businessState, lines, stops }, { purpose, kind, channel, recipients });
  });
  const holds = decided.find((d) => !d.allowed) ?? decided[0];
  if (!holds) return { reason: 'refused', changedAt: null };
  const { reason, line } = holds;
  return { reason, changedAt: line && line.decidedAt > answeredAt ? line.decidedAt : null };
}
