import type { Reason } from '#lib/domain/check/decide.ts';
import type { Evidence } from '#lib/domain/consent/evidence.ts';
import type { Role } from '#lib/domain/member/rights.ts';

/** What the console's first page shows, as plain data. Instants are ISO 8601 in UTC, addresses absolute. */
export type OverviewView = {
  firm: { legalName: string; town: string; state: 'active' | 'suspended' };
  role: Role;
  /** The user's other firms; empty for most. */
  others: readonly { legalName: string; url: string }[];
  pages: readonly PageCard[];
  /** `null` where the role may not see who answered. */
  answers: readonly AnswerSlip[] | null;
};

export type PageCard = {
  slug: string;
  url: string;
  state: 'draft' | 'live' | 'paused';
  versionNumber: number | null;
  /** For paper; `null` where the page has none. */
  shortUrl: string | null;
};

export type AnswerSlip = {
  formNumber: string;
  at: string;
  /** Masked numbers and addresses. */
  people: readonly string[];
  pageSlug: string;
  versionNumber: number;
  evidence: Evidence;
  items: readonly AnswerItem[];
};

export type AnswerItem = {
  key: string;
  title: string;
  ticked: boolean;
  /** What a check would say now. */
  reason: Reason;
  changedAt: string | null;
};
