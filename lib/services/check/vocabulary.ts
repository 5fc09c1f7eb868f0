import { once } from '#lib/once.ts';
import type { PurposeKind } from '#lib/domain/catalogue/purposes.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { VersionContent } from '#lib/domain/template/version.ts';
import { inBusiness } from '#db/in-business.ts';
import { listVersionContents } from '#db/queries/page.ts';

interface Vocabulary {
  /** Each purpose with its kind. */
  purposes: ReadonlyMap<string, PurposeKind>;
  recipients: ReadonlySet<string>;
}

/** How many firms' words one process keeps. */
const rememberedMax = 5_000;

/** The kind of a purpose that only this firm has; `null` where none of its versions names it. */
export async function kindOfOwnPurpose(businessId: BusinessId, purpose: string): Promise<PurposeKind | null> {
  return find(businessId, (v) => v.purposes.get(purpose));
}

export async function knowsRecipient(businessId: BusinessId, key: string): Promise<boolean> {
  return (await find(businessId, (v) => (v.recipients.has(key) ? true : undefined))) ?? false;
}

/** Words are only ever added: one that is known stays known, one that is not is looked up again each time. */
async function find<T>(businessId: BusinessId, look: (v: Vocabulary) => T | undefined): Promise<T | null> {
  const remembered = memory().get(businessId);
  const known = remembered && look(remembered);
  if (known !== undefined) return known;
  const fresh = await read(businessId);
  if (memory().size >= rememberedMax) memory().clear();
  memory().set(businessId, fresh);
  return look(fresh) ?? null;
}

async function read(businessId: BusinessId): Promise<Vocabulary> {
  const contents = await inBusiness(businessId, (tx) => listVersionContents(tx, businessId));
  const versions = contents.map((c) => VersionContent.parse(JSON.parse(c)));
  return {
    purposes: new Map(versions.flatMap((v) => v.draft.items.map((i) => [i.purpose, i.kind] as const))),
    recipients: new Set(versions.flatMap((v) => v.recipients.map((r) => r.key))),
  };
}

function memory(): Map<BusinessId, Vocabulary> {
  return once('vocabulary', () => new Map<BusinessId, Vocabulary>());
}
