import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import type { Notice } from '#lib/domain/template/notice.ts';
import type { Locale } from '#lib/i18n/locale.ts';

/**
 * What a customer page shows, as plain data: the doors fill it, `renderDocument` draws it. Addresses are
 * relative or absolute URLs, instants are ISO 8601 in UTC, and nothing here is a function.
 */
export type PageView =
  | QuestionPage
  | ReceiptPage
  | DeclinedPage
  | TextPage
  | ImprintPage
  | PrivacyPage
  | WithdrawPage
  | InfoPage
  | StatePage;

/** What every page of a firm carries. */
export type Frame = {
  locale: Locale;
  /** The same page in every language it exists in; fewer than two draw no language row. */
  languages: readonly LanguageLink[];
  firm: BusinessProfile;
  /** Pages of the test twin are striped and say „Testseite“. */
  mode: Mode;
  imprintUrl: string;
  privacyUrl: string;
  /** Where to withdraw without a link. */
  withdrawHintUrl: string;
  helpUrl: string;
  accessibilityUrl: string;
};

export type Mode = 'live' | 'test';
export type LanguageLink = { locale: Locale; url: string };

/**
 * `/e/{business}/{page}` and `/i/{token}`. The form posts to `action`: hidden `snapshot`, checkboxes `item`
 * (value: item key), `name`, `phone`, `email`, and `choice` = `grant` | `refuse` from the button pressed.
 */
export type QuestionPage = Frame & {
  kind: 'question';
  versionNumber: number;
  versionUrl: string;
  notice: Notice;
  action: string;
  snapshot: string;
  /** `shown` is the masked number or address; links get forwarded, so never the whole one. */
  contact: { kind: 'typed' } | { kind: 'known'; shown: string };
  needs: { name: boolean; phone: boolean; email: 'no' | 'optional' };
  /** What was typed and ticked in the refused attempt; empty strings and an empty list at first. */
  values: { name: string; phone: string; email: string; ticked: readonly string[] };
  errors: readonly FieldError[];
  /** The text changed between reading and answering: please look again. */
  changed: boolean;
  notMineUrl: string | null;
};

/** A fault of one field. The words for each code are in the message catalogue (`error.*`). */
export type FieldError =
  | { field: 'items'; code: 'nothing_ticked' | 'unknown_item' }
  | { field: 'name'; code: 'too_long' | 'unreadable' }
  | { field: 'phone'; code: 'missing' | 'too_short' | 'too_long' | 'unreadable' }
  | { field: 'email'; code: 'missing' | 'too_long' | 'unreadable' }
  | { field: 'form'; code: 'not_saved' | 'too_many' };

/** `/r/{token}`: the customer's copy. `action` takes POST with `withdraw` = an item key or `all`. */
export type ReceiptPage = Frame & {
  kind: 'receipt';
  /**
   * `waiting`: everything allowed still lacks proof that the number is theirs. A single line that waits
   * inside a `granted` or `partly` receipt is said at that line.
   */
  state: 'granted' | 'partly' | 'refused' | 'waiting' | 'withdrawn' | 'withdrawn_partly';
  /** The form's number, „4F7K-2M9Q“. */
  code: string;
  /** Absolute address of this receipt, printed in clear and shown for keeping. */
  receiptUrl: string;
  answeredAt: string;
  timeZone: string;
  versionNumber: number;
  versionUrl: string;
  /** The language the text was read in when it was answered. */
  textLocale: Locale;
  /** How we know that it was this person, by its name in the domain; said plainly and never more. */
  evidence: ReceiptEvidence;
  /** Only on a receipt with something withdrawn. */
  withdrawal: { at: string; by: 'person' | 'firm' } | null;
  lines: readonly ReceiptLine[];
  /** Draw „Alles widerrufen“: true as long as one line is allowed or waits. */
  withdrawAll: boolean;
  action: string;
  /** How a typed number can still be proven; `null` where nothing waits for that. */
  confirm: ReceiptConfirm | null;
};

export type ReceiptConfirm = {
  /** Not the form's number. */
  code: string;
  /** „0176 •••••042“. */
  shownNumber: string;
  /** Opens WhatsApp with the finished message; `null` where the firm's number cannot be read. */
  link: string | null;
  /** This page once more: no script looks whether the message has arrived. */
  refreshUrl: string;
};

export type ReceiptEvidence =
  | 'claimed'
  | 'email_link'
  | 'number_delivery'
  | 'channel_message'
  | 'witnessed_device'
  | 'signed_paper'
  | 'qualified';

export type ReceiptLine = {
  key: string;
  title: string;
  /** Not the page's where the firm wrote the title in its first language only. */
  titleLocale: Locale;
  /** `waiting`: ticked, but not to be relied on before it is confirmed. */
  choice: 'granted' | 'refused' | 'withdrawn' | 'waiting';
  /** When this line last changed, where that differs from `answeredAt`. */
  at: string | null;
  withdrawable: boolean;
};

/** A No on a public page by someone who gave no number: nothing was stored. */
export type DeclinedPage = Frame & { kind: 'declined'; questionUrl: string };

/** `/t/{version}`: the whole notice in one place, printable and permanent. */
export type TextPage = Frame & {
  kind: 'text';
  notice: Notice;
  versionNumber: number;
  publishedAt: string;
  timeZone: string;
  /** SHA-256 of the version's canonical JSON, 64 lower-case hex digits. */
  fingerprint: string;
};

/** `/e/{business}/imprint` (§ 5 DDG). */
export type ImprintPage = Frame & { kind: 'imprint' };

/** `/e/{business}/privacy` (Art. 13 GDPR): the profile, what the current notice says, and us as processor. */
export type PrivacyPage = Frame & {
  kind: 'privacy';
  /** The published notice of the firm's page; `null` before the first publication. */
  notice: Notice | null;
  authority: { name: string; address: string; url: string | null };
};

/**
 * `/e/{business}/withdraw` and `/e/{business}/{page}/withdraw`: taking everything back without a link. `action` takes
 * POST with `contact`. `done` and `queued` say the same for every number, known or not.
 */
export type WithdrawPage = Frame & {
  kind: 'withdraw';
  state: 'form' | 'done' | 'queued';
  action: string;
  value: string;
  error: 'missing' | 'unreadable' | 'not_saved' | null;
};

/** `/help` and `/accessibility`: the same for everybody, and where the reader came from a firm, with its number. */
export type InfoPage = {
  kind: 'help' | 'accessibility';
  locale: Locale;
  languages: readonly LanguageLink[];
  mode: Mode;
  firm: BusinessProfile | null;
  imprintUrl: string | null;
  privacyUrl: string | null;
  withdrawHintUrl: string | null;
  helpUrl: string;
  accessibilityUrl: string;
};

/**
 * Everything that is neither question nor answer. `firm` is `null` where naming it would say too much or
 * it is not known: a wrong token must look exactly like one that never existed.
 */
export type StatePage = {
  kind: 'state';
  locale: Locale;
  languages: readonly LanguageLink[];
  mode: Mode;
  state:
    | 'not_found'
    | 'expired'
    | 'already_answered'
    | 'paused'
    | 'suspended'
    | 'rate_limited'
    | 'server_error'
    | 'look_again'
    | 'bad_request';
  firm: BusinessProfile | null;
  /** Where to try again (`look_again`: the question; `already_answered`: the copy); `null` draws no link. */
  againUrl: string | null;
  imprintUrl: string | null;
  privacyUrl: string | null;
  withdrawHintUrl: string | null;
  helpUrl: string;
  accessibilityUrl: string;
};
