import { once } from '#lib/once.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { VersionContent } from '#lib/domain/template/version.ts';
import { inBusiness } from '#db/in-business.ts';
import { listVersionContents } from '#db/queries/page.ts';

interface Vocabulary {
  purposes: ReadonlySet<string>;
  recipients: ReadonlySet<string>;
}

/** How many firms' words one process keeps. */
const rememberedMax = 5_000;

export async function knowsPurpose(businessId: BusinessId, purpose: string): Promise<boolean> {
  return knows(businessId, (v) => v.purposes.has(purpose));
}

export async function knowsRecipient(businessId: BusinessId, key: string): Promise<boolean> {
  return knows(businessId, (v) => v.recipients.has(key));
}

/** Words are only ever added: one that is known stays known, one that is not is looked up again each time. */
async function knows(businessId: BusinessId, has: (v: Vocabulary) => boolean): Promise<boolean> {
  const remembered = memory().get(businessId);
  if (remembered && has(remembered)) return true;
  const fresh = await read(businessId);
  if (memory().size >= rememberedMax) memory().clear();
  memory().set(businessId, fresh);
  return has(fresh);
}

async function read(businessId: BusinessId): Promise<Vocabulary> {
  const contents = await inBusiness(businessId, (tx) => listVersionContents(tx, businessId));
  const versions = contents.map((c) => VersionContent.parse(JSON.parse(c)));
  return {
    purposes: new Set(versions.flatMap((v) => v.draft.items.map((i) => i.purpose))),
    recipients: new Set(versions.flatMap((v) => v.recipients.map((r) => r.key))),
  };
}

function memory(): Map<BusinessId, Vocabulary> {
  return once('vocabulary', () => new Map<BusinessId, Vocabulary>());
}
