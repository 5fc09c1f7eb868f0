import type { BusinessId, ContactId, MailId, VersionId } from '#lib/domain/ids.ts';

/** The queues that exist. They are made by the database's owner when it migrates; the app may only use them. */
export const QUEUES = [
  'audit-contact',
  'settle-noes',
  'mirror-version',
  'forget-outcomes',
  'sign-checkpoint',
  'send-mail',
] as const;
export type Queue = (typeof QUEUES)[number];

/** Payloads hold ids only: a job row is read by people who may not see who it is about. */
export interface JobPayloads {
  /** Folds a contact's events again and compares with the state table. */
  'audit-contact': { businessId: BusinessId; contactId: ContactId };
  /** Turns withdrawals without a link into events, for whom the firm knows. */
  'settle-noes': { businessId: BusinessId };
  /** Publishes in the test twin what the firm published live. */
  'mirror-version': { businessId: BusinessId; versionId: VersionId };
  /** Removes answers to idempotency keys that were kept long enough. */
  'forget-outcomes': { businessId: BusinessId };
  /** Signs how far the firm's log has come. */
  'sign-checkpoint': { businessId: BusinessId };
  /** Hands a mail over to be sent. */
  'send-mail': { businessId: BusinessId; mailId: MailId };
}

/**
 * Queues in which one waiting job a firm is enough: while it waits (this many seconds), sending another does nothing,
 * because the one that waits will see what happened until it runs.
 */
export const GATHERING: { readonly [Q in Queue]?: { readonly afterSeconds: number } } = {
  'forget-outcomes': { afterSeconds: 72 * 3_600 + 60 },
  'sign-checkpoint': { afterSeconds: 10 },
};

/**
 * Queues whose work hangs on somebody else's server: tried again for half a day, first after seconds, then every hour.
 * All other work is tried again at once.
 */
export const PATIENT: { readonly [Q in Queue]?: Patience } = {
  'send-mail': { retryLimit: 20, retryDelay: 10, retryBackoff: true, retryDelayMax: 3_600 },
};

/** Delays in seconds. */
export interface Patience {
  readonly retryLimit: number;
  readonly retryDelay: number;
  readonly retryBackoff: boolean;
  readonly retryDelayMax: number;
}
