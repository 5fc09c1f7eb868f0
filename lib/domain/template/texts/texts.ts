import type { Channel } from '#lib/domain/catalogue/channels.ts';
import type { RecipientEntity } from '#lib/domain/catalogue/recipients.ts';

/**
 * Every fixed word of a notice in one language. The firm's own words are not among them; what stands here was
 * written by us, is the same for every firm, and exists in every language of `noticeLocales`.
 */
export interface NoticeTexts {
  /** „A, B und C“ needs the last word between two. */
  and: string;
  /** What comes between occasion and `onNo`: the answer is free (R15). */
  free: string;
  facts: Record<'who' | 'why' | 'recipients' | 'retention' | 'withdraw', string>;
  who: (firm: { legalName: string; phone: string }) => string;
  ownerIn: (owner: { legalName: string; country: string }) => string;
  partnersToo: (partners: string) => string;
  nobodyElse: string;
  untilAfterOrder: (grace: string) => string;
  forPeriod: (title: string, period: string) => string;
  proofLonger: string;
  withdrawFact: string;
  legend: (legalName: string) => string;
  hint: string;
  age: string;
  withdrawal: string;
  buttons: Record<'one' | 'several', { grant: string; refuse: string }>;
  titles: Record<
    | 'messenger'
    | 'recipients'
    | 'retention'
    | 'rights'
    | 'alternatives'
    | 'sensitive'
    | 'duties'
    | 'provider',
    string
  >;
  messenger: (transfer: string) => readonly string[];
  recipientsIntro: string;
  itemKept: (item: {
    title: string;
    /** A sentence of `keptUntil` or `keptFor`. */
    kept: string;
    data: string;
    channels: string;
  }) => string;
  keptUntil: (grace: string) => string;
  keptFor: (period: string) => string;
  proofPeriod: string;
  rights: (authority: { name: string; address: string }, officer: string | null) => readonly string[];
  yesWithout: (onNo: string) => string;
  duties: (firm: {
    legalName: string;
    street: string;
    postalCode: string;
    town: string;
    phone: string;
    email: string;
    representedBy: string;
  }) => string;
  provider: (legalName: string) => string;
  channels: Partial<Record<Channel, string>>;
  countries: Readonly<Record<string, { name: string; in: string }>>;
  data: Readonly<Record<string, string>>;
  roles: Record<RecipientEntity['role'], string>;
  /** Told as the recipient's own statement; where its papers disagree, that is what we say (R10). */
  transfers: Record<RecipientEntity['transfer'], string>;
  units: Record<'Y' | 'M' | 'D', Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;
}
