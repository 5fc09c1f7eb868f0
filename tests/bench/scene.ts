import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { startTestCluster, type TestCluster } from '#db/boot/test-cluster.ts';
import { migrate } from '#db/migrate.ts';
import { newId } from '#lib/adapters/ids/uuid.ts';
import { blindIndex } from '#lib/adapters/vault/blind-index.ts';
import { completeConfig } from '#lib/config.ts';
import { aFirm, answerInvitation, type Firm } from '#tests/support/scene.ts';

export interface BenchScene {
  readonly cluster: TestCluster;
  readonly firm: Firm;
  /** Made for this run and gone with it. */
  readonly phones: readonly string[];
  readonly masterKey: string;
}

/**
 * A throw-away cluster with one firm and `contacts` people who agreed. Durability is off, because a check only reads;
 * everything else is as shipped. One person goes through page and ledger; the others' rows are copied from theirs.
 */
export async function benchScene(contacts: number): Promise<BenchScene> {
  const cluster = await startTestCluster();
  await migrate({ adminUrl: cluster.adminUrl, appUrl: cluster.appUrl });
  const masterKey = randomBytes(32);
  completeConfig({
    databaseUrl: cluster.appUrl,
    databaseAdminUrl: cluster.adminUrl,
    masterKey,
    authSecret: randomBytes(32).toString('base64'),
  });
  const firm = await aFirm();
  await answerInvitation(firm, '+4917604069001', { item: ['order', 'photos'] });
  const phones = Array.from({ length: contacts }, (_, i) => `+49176${String(10_000_000 + i * 7)}`);
  await copyContacts(cluster, firm, phones);
  return { cluster, firm, phones, masterKey: masterKey.toString('hex') };
}

async function copyContacts(
  cluster: TestCluster,
  { live, businessId }: Firm,
  phones: readonly string[],
): Promise<void> {
  const url = new URL(cluster.superUrl);
  url.pathname = new URL(cluster.appUrl).pathname;
  const sql = postgres(url.href, { max: 1, onnotice: () => undefined });
  const key = live.keys.indexKey('phone');
  for (let at = 0; at < phones.length; at += 5_000) {
    const rows = phones.slice(at, at + 5_000).map((phone) => ({
      contact: newId(),
      identifier: newId(),
      index: blindIndex(key, phone).toString('hex'),
    }));
    await sql`
      with person as (
        select (p->>'contact')::uuid as contact_id, (p->>'identifier')::uuid as identifier_id, decode(p->>'index', 'hex') as blind_index
        from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) p
      ), c as (
        insert into contact (business_id, contact_id, created_at) select ${businessId}, contact_id, now() from person
      ), i as (
        insert into identifier (business_id, identifier_id, contact_id, kind, key_version, blind_index, sealed, created_at)
        select ${businessId}, identifier_id, contact_id, 'phone', 1, blind_index, '\\x00', now() from person
      )
      insert into consent_state (business_id, identifier_id, purpose, channel, standing, contact_id, choice, purpose_kind, item,
        version_id, evidence, recipients, seq, event_id, decided_at, granted_at, expires_at)
      select s.business_id, p.identifier_id, s.purpose, s.channel, s.standing, p.contact_id, s.choice, s.purpose_kind, s.item,
        s.version_id, s.evidence, s.recipients, s.seq, s.event_id, s.decided_at, s.granted_at, s.expires_at
      from person p cross join (
        select s.* from consent_state s where s.business_id = ${businessId}
          and s.identifier_id = (select identifier_id from consent_state where business_id = ${businessId} order by seq limit 1)
      ) s`;
  }
  await sql`vacuum analyze`;
  await sql.end();
}
