import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import type { BusinessId, KeyId, MemberId, PageId, VersionId } from '#lib/domain/ids.ts';
import type { IdentifierKind } from '#lib/domain/contact/identifier.ts';
import { readPool } from './client.ts';
import { gate } from './gate.ts';

/*
 * The few questions asked before a tenant is known, and the check's own. Each is one call of a function that belongs
 * to `jawort_lookup` and returns only what is listed here; the read pool may execute nothing else. All but the check's
 * own go through a gate: the driver would let them wait without end.
 */

export interface PageFacts {
  businessId: BusinessId;
  mode: 'live' | 'test';
  businessSlug: string;
  businessState: 'active' | 'suspended';
  profile: BusinessProfile;
  page: {
    id: PageId;
    state: 'draft' | 'live' | 'paused';
    versionId: VersionId | null;
    versionNumber: number | null;
  } | null;
  /** Now for this business, ISO 8601 UTC with microseconds. */
  now: string;
}

export async function findPage(businessSlug: string, pageSlug: string): Promise<PageFacts | null> {
  const [row] = await gate('reads').through(
    () => readPool()<
      {
        business_id: BusinessId;
        mode: 'live' | 'test';
        business_slug: string;
        business_state: 'active' | 'suspended';
        profile: string;
        page_id: PageId | null;
        page_state: 'draft' | 'live' | 'paused' | null;
        version_id: VersionId | null;
        version_number: number | null;
        at: string;
      }[]
    >`select business_id, mode, business_slug, business_state, profile, page_id, page_state, version_id, version_number, at
    from public.page_facts(${businessSlug}, ${pageSlug})`,
  );
  if (!row) return null;
  return {
    businessId: row.business_id,
    mode: row.mode,
    businessSlug: row.business_slug,
    businessState: row.business_state,
    profile: JSON.parse(row.profile) as BusinessProfile,
    page:
      row.page_id && row.page_state
        ? {
            id: row.page_id,
            state: row.page_state,
            versionId: row.version_id,
            versionNumber: row.version_number,
          }
        : null,
    now: row.at,
  };
}

export interface VersionFacts {
  businessId: BusinessId;
  mode: 'live' | 'test';
  businessSlug: string;
  pageSlug: string;
  number: number;
  publishedAt: string;
  content: string;
}

export async function findVersion(versionId: VersionId): Promise<VersionFacts | null> {
  const [row] = await gate('reads').through(
    () =>
      readPool()<
        {
          business_id: BusinessId;
          mode: 'live' | 'test';
          business_slug: string;
          page_slug: string;
          number: number;
          published_at: string;
          content: string;
        }[]
      >`select business_id, mode, business_slug, page_slug, number, published_at, content from public.version_facts(${versionId})`,
  );
  if (!row) return null;
  return {
    businessId: row.business_id,
    mode: row.mode,
    businessSlug: row.business_slug,
    pageSlug: row.page_slug,
    number: row.number,
    publishedAt: row.published_at,
    content: row.content,
  };
}

export interface ShortLinkPage {
  businessSlug: string;
  pageSlug: string;
}

export async function findShortLinkPage(code: string): Promise<ShortLinkPage | null> {
  const [row] = await gate('reads').through(
    () =>
      readPool()<
        { business_slug: string; page_slug: string }[]
      >`select business_slug, page_slug from public.short_link_facts(${code})`,
  );
  return row ? { businessSlug: row.business_slug, pageSlug: row.page_slug } : null;
}

export interface KeyFacts {
  keyId: KeyId;
  mode: 'live' | 'test';
  scopes: string[];
  /** The business whose rows the key opens: the firm itself, or its current twin. */
  dataBusinessId: BusinessId;
  dataSlug: string;
  wrappedBusinessKey: Buffer;
}

export async function findKey(businessId: BusinessId, keyHash: Buffer): Promise<KeyFacts | null> {
  const [row] = await gate('reads').through(
    () =>
      readPool()<
        {
          key_id: KeyId;
          mode: 'live' | 'test';
          scopes: string[];
          data_business: BusinessId;
          data_slug: string;
          wrapped: Buffer;
        }[]
      >`select key_id, mode, scopes, data_business, data_slug, wrapped from public.key_facts(${businessId}, ${keyHash})`,
  );
  if (!row) return null;
  return {
    keyId: row.key_id,
    mode: row.mode,
    scopes: row.scopes,
    dataBusinessId: row.data_business,
    dataSlug: row.data_slug,
    wrappedBusinessKey: row.wrapped,
  };
}

export interface Membership {
  businessId: BusinessId;
  memberId: MemberId;
  role: 'owner' | 'office' | 'field' | 'reviewer' | 'developer';
  slug: string;
  legalName: string;
}

export async function listMemberships(userId: string): Promise<Membership[]> {
  const rows = await gate('reads').through(
    () =>
      readPool()<
        {
          business_id: BusinessId;
          member_id: MemberId;
          role: Membership['role'];
          slug: string;
          legal_name: string;
        }[]
      >`select business_id, member_id, role, slug, legal_name from public.membership_facts(${userId})`,
  );
  return rows.map((r) => ({
    businessId: r.business_id,
    memberId: r.member_id,
    role: r.role,
    slug: r.slug,
    legalName: r.legal_name,
  }));
}

/** One question of a batch: which key asks, whose rows, and the blind index of whom. */
export interface CheckLookup {
  keyBusinessId: BusinessId;
  keyHash: Buffer;
  dataBusinessId: BusinessId;
  kind: IdentifierKind;
  index: Buffer;
  /** Lines of another purpose or channel come along only if they are established grants. */
  purpose: string;
  channel: string;
}

/** The columns of a state line in the order of the function's JSON arrays. */
export type StateTuple = [
  purpose: string,
  channel: string,
  standing: string,
  choice: string,
  kind: string,
  version: string,
  evidence: string,
  recipients: string[],
  eventId: string,
  decidedAt: string,
  grantedAt: string | null,
  confirmedAt: string | null,
  expiresAt: string | null,
  expired: boolean,
];

export interface CheckRow {
  /** False when the key was revoked, or the twin was replaced since the process last looked. */
  keyOk: boolean;
  businessState: string | null;
  asOf: number;
  now: string;
  identifierId: string | null;
  states: StateTuple[];
  /** What stands against the person, with its instant. */
  stops: [kind: string, at: string][];
  /** A No of somebody unknown stands on this number or address. */
  suppressed: boolean;
  /** When the server that answered was started, or `recovering`: told apart from another one by it. */
  server: string;
}

/**
 * Answers a whole batch by one statement, so by one snapshot. Parameters go as array literals of text: the driver
 * mistakes an array of bytes for bytes. Rows are put back by their number, never by their order.
 */
export async function readCheckFacts(batch: readonly CheckLookup[]): Promise<(CheckRow | undefined)[]> {
  const rows = await readPool()<
    {
      ord: string;
      key_ok: boolean;
      business_state: string | null;
      as_of: string | null;
      at: string;
      identifier_id: string | null;
      states: string | null;
      stops: string | null;
      suppressed: boolean;
      server: string;
    }[]
  >`select ord, key_ok, business_state, as_of, at, identifier_id, states, stops, suppressed, server
    from public.check_facts(
      ${plain(batch.map((b) => b.keyBusinessId))}::text::uuid[], ${hex(batch.map((b) => b.keyHash))}::text::bytea[],
      ${plain(batch.map((b) => b.dataBusinessId))}::text::uuid[], ${plain(batch.map((b) => b.kind))}::text::text[],
      ${hex(batch.map((b) => b.index))}::text::bytea[], ${plain(batch.map((b) => b.purpose))}::text::text[],
      ${plain(batch.map((b) => b.channel))}::text::text[])`;
  const answers = new Array<CheckRow | undefined>(batch.length);
  for (const row of rows) {
    answers[Number(row.ord) - 1] = {
      keyOk: row.key_ok,
      businessState: row.business_state,
      asOf: Number(row.as_of ?? 0),
      now: row.at,
      identifierId: row.identifier_id,
      states: row.states === null ? [] : (JSON.parse(row.states) as StateTuple[]),
      stops: row.stops === null ? [] : (JSON.parse(row.stops) as CheckRow['stops']),
      suppressed: row.suppressed,
      server: row.server,
    };
  }
  return answers;
}

/** An array literal of values that hold no quote and no backslash: ids and checked words. */
function plain(values: readonly string[]): string {
  return `{${values.map((v) => `"${v}"`).join(',')}}`;
}

function hex(values: readonly Buffer[]): string {
  return `{${values.map((v) => `"\\\\x${v.toString('hex')}"`).join(',')}}`;
}

/** Whether the database answers a read right now. Whatever it says instead, to the outside it is one thing: not now. */
export async function databaseAnswers(): Promise<boolean> {
  try {
    await readPool()`select 1`;
    return true;
  } catch {
    return false;
  }
}
