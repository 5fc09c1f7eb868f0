import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import { authorityOf } from '#lib/domain/catalogue/authorities.ts';
import type { Recipient, RecipientEntity } from '#lib/domain/catalogue/recipients.ts';
import { invariant } from '#lib/domain/invariant.ts';
import type { TemplateDraft, TemplateItem } from './draft.ts';
import type { NoticeLocale } from './locales.ts';
import type { Notice } from './notice.ts';
import { ownWords, type OwnWords } from './own-words.ts';
import { longestGrace, Words } from './words.ts';

interface Source {
  draft: TemplateDraft;
  profile: BusinessProfile;
  recipients: readonly Recipient[];
}

interface Writing extends Source {
  words: Words;
  own: OwnWords;
}

/** The whole text of a version in one language, made from its structure, so that no template can forget a fact (Art. 13 GDPR). */
export function renderNotice(source: Source, locale: NoticeLocale): Notice {
  const own = ownWords(source.draft, locale);
  const words = new Words(locale);
  const writing = { ...source, words, own };
  const { items } = source.draft;
  const { fixed } = words;
  const notice: Notice = {
    locale,
    title: own.question,
    lead: `${own.occasion} ${fixed.free} ${own.onNo}`,
    facts: facts(writing),
    choice: { legend: fixed.legend(source.profile.legalName), hint: fixed.hint },
    items: items.map((item) => ({ key: item.key, ...own.item(item) })),
    age: fixed.age,
    withdrawal: fixed.withdrawal,
    buttons: items.length === 1 ? fixed.buttons.one : fixed.buttons.several,
    sections: sections(writing),
  };
  // Read last: every passage without a translation has been asked for by now.
  return own.untranslated.size > 0 ? { ...notice, untranslated: [...own.untranslated] } : notice;
}

function facts({ draft, profile, recipients, words, own }: Writing): Notice['facts'] {
  const { fixed } = words;
  return [
    { key: 'who', question: fixed.facts.who, answer: fixed.who(profile) },
    { key: 'why', question: fixed.facts.why, answer: own.why },
    { key: 'recipients', question: fixed.facts.recipients, answer: whoGetsData(recipients, words) },
    { key: 'retention', question: fixed.facts.retention, answer: howLong(draft, words, own) },
    { key: 'withdraw', question: fixed.facts.withdraw, answer: fixed.withdrawFact },
  ];
}

/** Operator, owner and country stand in the first layer, never behind a fold (R7, R8). */
function whoGetsData(recipients: readonly Recipient[], words: Words): string {
  const sentences: string[] = [];
  for (const service of recipients.filter((r) => !r.key.startsWith('partner:'))) {
    const operators = service.entities.filter((e) => e.role === 'operator').map((e) => e.legalName);
    const owner = service.entities.find((e) => e.role === 'owner');
    const names = owner
      ? [
          ...operators,
          words.fixed.ownerIn({ legalName: owner.legalName, country: words.country(owner.country, 'in') }),
        ]
      : operators;
    sentences.push(`${words.listOf(names)}.`);
  }
  const partners = recipients.filter((r) => r.key.startsWith('partner:'));
  if (partners.length > 0)
    sentences.push(words.fixed.partnersToo(words.listOf(partners.map((p) => p.label))));
  return sentences.length > 0 ? sentences.join(' ') : words.fixed.nobodyElse;
}

function howLong(draft: TemplateDraft, words: Words, own: OwnWords): string {
  const grace = longestGrace(draft.items);
  const order = grace ? [words.fixed.untilAfterOrder(words.duration(grace))] : [];
  const periods = draft.items.flatMap((i) =>
    i.retention.kind === 'period'
      ? [words.fixed.forPeriod(own.item(i).title, words.duration(i.retention.period))]
      : [],
  );
  return [...order, ...periods, words.fixed.proofLonger].join(' ');
}

function sections({ draft, profile, recipients, words, own }: Writing): Notice['sections'] {
  const authority = authorityOf(profile.authority);
  invariant(authority, 'profile without a known supervisory authority');
  const { fixed } = words;
  const messenger = recipients.some((r) => r.key === 'meta-whatsapp');
  const section = (
    key: Notice['sections'][number]['key'],
    paragraphs: readonly string[],
    companies: Notice['sections'][number]['recipients'] = [],
  ) => ({ key, title: fixed.titles[key], paragraphs: [...paragraphs], recipients: companies });
  return [
    ...(messenger ? [section('messenger', fixed.messenger(fixed.transfers.conflict))] : []),
    section(
      'recipients',
      [fixed.recipientsIntro],
      recipients.flatMap((r) => r.entities.map((e) => recipientLine(r, e, words, own))),
    ),
    section('retention', [...draft.items.map((i) => itemKept(i, words, own)), fixed.proofPeriod]),
    section('rights', fixed.rights(authority, profile.dataProtectionOfficer)),
    section('alternatives', [
      fixed.yesWithout(own.onNo),
      ...draft.alternatives.map((a) => `${capital(words.channel(a.channel))}: ${a.contact}`),
    ]),
    section('sensitive', [own.neverSend]),
    section('duties', [fixed.duties(profile)]),
    section('provider', [fixed.provider(profile.legalName)]),
  ];
}

function itemKept(item: TemplateItem, words: Words, own: OwnWords): string {
  const { retention } = item;
  return words.fixed.itemKept({
    title: own.item(item).title,
    kept:
      retention.kind === 'order_only'
        ? words.fixed.keptUntil(words.duration(retention.grace))
        : words.fixed.keptFor(words.duration(retention.period)),
    data: words.data(item.dataCategories),
    channels: words.listOf(item.channels.map((channel) => words.channel(channel))),
  });
}

function recipientLine(
  recipient: Recipient,
  entity: RecipientEntity,
  words: Words,
  own: OwnWords,
): Notice['sections'][number]['recipients'][number] {
  const transfer = words.fixed.transfers[entity.transfer];
  return {
    name: entity.legalName,
    address: entity.address,
    country: words.country(entity.country, 'name'),
    role:
      entity.trade === null
        ? capital(words.fixed.roles[entity.role])
        : own.trade(recipient.key, entity.trade),
    data: capital(words.data(recipient.dataCategories)),
    transfer: transfer === '' ? null : transfer,
    privacyUrl: entity.privacyUrl,
  };
}

/** Names inside a sentence are small in English; at the beginning of a line they are not. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
