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
  const sql = asSuperuser(cluster);
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
      ), k as (
        insert into contact_key (business_id, contact_id, wrapped) select ${businessId}, contact_id, sha256(contact_id::text::bytea) from person
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

/**
 * The same database once more, with the same firm, key and people, among as many others as make `contacts`. What is read
 * for one person lies anywhere between the others', as it does where people are asked about in no order. The pools of
 * this process must be closed: a database in use is not copied. Returns its address for the app.
 */
export async function largerCopy(
  { cluster, firm }: Pick<BenchScene, 'cluster' | 'firm'>,
  contacts: number,
): Promise<string> {
  const { businessId } = firm;
  const admin = postgres(cluster.superUrl, { max: 1, onnotice: () => undefined });
  const name = new URL(cluster.appUrl).pathname.slice(1);
  await admin.unsafe(`create database ${name}_large template ${name} owner jawort_owner`);
  await admin.end();

  const sql = asSuperuser(cluster, `${name}_large`);
  await sql.unsafe(
    `set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'`,
  );
  // Ids of those who are asked about are spread over the range of all.
  await sql`create temp table person as
    select c.contact_id, md5(i.identifier_id::text)::uuid as identifier_id, i.blind_index, i.sealed, i.identifier_id as earlier
    from contact c join identifier i using (business_id, contact_id) where business_id = ${businessId}`;
  await sql`insert into person select gen_random_uuid(), gen_random_uuid(), sha256(int8send(g)), '\\x00', null
    from generate_series(1, ${contacts}::bigint - (select count(*) from person)) g`;
  await sql`create temp table line as select * from consent_state where business_id = ${businessId}`;
  await sql`delete from consent_state where business_id = ${businessId}`;
  await sql`delete from identifier where business_id = ${businessId}`;
  await sql`delete from contact_key where business_id = ${businessId}`;
  await sql`delete from contact where business_id = ${businessId}`;
  await sql`vacuum full contact, contact_key, identifier, consent_state`;
  await sql`insert into contact (business_id, contact_id, created_at)
    select ${businessId}, contact_id, now() from person order by identifier_id`;
  await sql`insert into contact_key (business_id, contact_id, wrapped)
    select ${businessId}, contact_id, sha256(contact_id::text::bytea) from person order by identifier_id`;
  await sql`insert into identifier (business_id, identifier_id, contact_id, kind, key_version, blind_index, sealed, created_at)
    select ${businessId}, identifier_id, contact_id, 'phone', 1, blind_index, sealed, now() from person order by identifier_id`;
  await sql`insert into consent_state (business_id, identifier_id, purpose, channel, standing, contact_id, choice, purpose_kind, item,
      version_id, evidence, recipients, seq, event_id, decided_at, granted_at, expires_at)
    select l.business_id, p.identifier_id, l.purpose, l.channel, l.standing, p.contact_id, l.choice, l.purpose_kind, l.item,
      l.version_id, l.evidence, l.recipients, l.seq, l.event_id, l.decided_at, l.granted_at, l.expires_at
    from person p cross join (
      select * from line where identifier_id = (select identifier_id from line order by seq, identifier_id limit 1)
    ) l order by p.identifier_id`;
  await sql`vacuum analyze`;
  await sql`checkpoint`;
  await sql.end();
  const url = new URL(cluster.appUrl);
  url.pathname = `/${name}_large`;
  return url.href;
}

function asSuperuser(cluster: TestCluster, database = new URL(cluster.appUrl).pathname.slice(1)) {
  const url = new URL(cluster.superUrl);
  url.pathname = `/${database}`;
  return postgres(url.href, { max: 1, onnotice: () => undefined });
}
