import type { BusinessId, ContactId, VersionId } from '#lib/domain/ids.ts';

/** The queues that exist. They are made by the database's owner when it migrates; the app may only use them. */
export const QUEUES = ['audit-contact', 'mirror-version'] as const;
export type Queue = (typeof QUEUES)[number];

/** Payloads hold ids only: a job row is read by people who may not see who it is about. */
export interface JobPayloads {
  /** Folds a contact's events again and compares with the state table. */
  'audit-contact': { businessId: BusinessId; contactId: ContactId };
  /** Publishes in the test twin what the firm published live. */
  'mirror-version': { businessId: BusinessId; versionId: VersionId };
}
