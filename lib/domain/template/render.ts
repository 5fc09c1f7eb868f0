import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import { authorityOf } from '#lib/domain/catalogue/authorities.ts';
import type { Recipient, RecipientEntity } from '#lib/domain/catalogue/recipients.ts';
import { invariant } from '#lib/domain/invariant.ts';
import type { TemplateDraft } from './draft.ts';
import type { Notice } from './notice.ts';
import {
  channelName,
  countryName,
  dataNames,
  durationWords,
  listOf,
  longestGrace,
  roleName,
  transferText,
} from './words.ts';

interface Source {
  draft: TemplateDraft;
  profile: BusinessProfile;
  recipients: readonly Recipient[];
}

/** The whole German text of a version, made from its structure, so that no template can forget a fact (Art. 13 GDPR). */
export function renderNotice(source: Source): Notice {
  const { draft, profile } = source;
  return {
    locale: 'de',
    title: draft.question,
    lead: `${draft.occasion} Sie entscheiden frei. ${draft.onNo}`,
    facts: facts(source),
    choice: {
      legend: `Was erlauben Sie ${profile.legalName}?`,
      hint: 'Kreuzen Sie an, was für Sie in Ordnung ist. Nichts ist vorausgewählt.',
    },
    items: draft.items.map((i) => ({ key: i.key, title: i.title, text: i.text })),
    age: 'Mit Ihrer Antwort sagen Sie: Ich bin 16 oder älter.',
    withdrawal:
      'Sie können jederzeit widerrufen, ohne Grund und ohne Kosten. Der Widerruf gilt ab sofort. Was vorher geschah, bleibt erlaubt.',
    buttons:
      draft.items.length === 1
        ? { grant: 'Ja, erlauben', refuse: 'Nein, nicht erlauben' }
        : { grant: 'Angekreuztes erlauben', refuse: 'Nichts erlauben' },
    sections: sections(source),
  };
}

function facts({ draft, profile, recipients }: Source): Notice['facts'] {
  return [
    { key: 'who', question: 'Wer fragt?', answer: `${profile.legalName}, Telefon ${profile.phone}` },
    { key: 'why', question: 'Wozu?', answer: draft.why },
    { key: 'recipients', question: 'Wer bekommt Ihre Daten?', answer: whoGetsData(recipients) },
    { key: 'retention', question: 'Wie lange?', answer: howLong(draft) },
    {
      key: 'withdraw',
      question: 'Anders überlegt?',
      answer: 'Sie können jederzeit widerrufen, mit einem Fingertipp. Den Link dafür bekommen Sie gleich.',
    },
  ];
}

/** Operator, owner and country stand in the first layer, never behind a fold (R7, R8). */
function whoGetsData(recipients: readonly Recipient[]): string {
  const sentences: string[] = [];
  for (const service of recipients.filter((r) => !r.key.startsWith('partner:'))) {
    const operators = service.entities.filter((e) => e.role === 'operator').map((e) => e.legalName);
    const owner = service.entities.find((e) => e.role === 'owner');
    const names = owner
      ? [...operators, `die Mutterfirma ${owner.legalName} ${countryName(owner.country, 'in')}`]
      : operators;
    sentences.push(`${listOf(names)}.`);
  }
  const partners = recipients.filter((r) => r.key.startsWith('partner:'));
  if (partners.length > 0)
    sentences.push(`Dazu ${listOf(partners.map((p) => p.label))}, wenn Sie das unten erlauben.`);
  return sentences.length > 0 ? sentences.join(' ') : 'Niemand außer uns.';
}

function howLong(draft: TemplateDraft): string {
  const grace = longestGrace(draft.items);
  const order = grace ? `Bis ${durationWords(grace)} nach Ende des Auftrags. ` : '';
  const periods = draft.items.flatMap((i) =>
    i.retention.kind === 'period' ? [`„${i.title}“: ${durationWords(i.retention.period)}. `] : [],
  );
  return `${order}${periods.join('')}Ihre Antwort heben wir als Nachweis länger auf.`;
}

function sections({ draft, profile, recipients }: Source): Notice['sections'] {
  const authority = authorityOf(profile.authority);
  invariant(authority, 'profile without a known supervisory authority');
  const messenger = recipients.some((r) => r.key === 'meta-whatsapp');
  const all: (Notice['sections'][number] | null)[] = [
    messenger
      ? {
          key: 'messenger',
          title: 'Was passiert bei WhatsApp mit meinen Daten?',
          paragraphs: [
            'Den Inhalt der Nachrichten verschlüsselt WhatsApp von Gerät zu Gerät. WhatsApp sieht aber Ihre Handynummer, Ihr Gerät und wann und mit wem Sie schreiben.',
            `WhatsApp gehört zu Meta (früher Facebook). Meta sitzt in den USA. Dort gelten andere Regeln für den Datenschutz als in der EU. ${transferText('conflict')}`,
            'Ihre Einwilligung nach Artikel 6 Absatz 1 Buchstabe a DSGVO ist die Grundlage dafür, dass wir Ihnen so schreiben.',
          ],
          recipients: [],
        }
      : null,
    {
      key: 'recipients',
      title: 'Welche Firmen genau?',
      paragraphs: ['Diese Firmen bekommen Daten, wenn Sie den Punkt dazu erlauben:'],
      recipients: recipients.flatMap((r) => r.entities.map((e) => recipientLine(r, e))),
    },
    {
      key: 'retention',
      title: 'Wie lange genau?',
      paragraphs: [
        ...draft.items.map(
          (i) =>
            `${i.title}: ${retentionSentence(i.retention)} Daten: ${listOf(dataNames(i.dataCategories))}. Weg: ${listOf(i.channels.map(channelName))}.`,
        ),
        'Den Nachweis Ihrer Antwort heben wir bis zum Ende des dritten Jahres auf, nachdem sie geendet hat. So lange können Ansprüche geltend gemacht werden.',
      ],
      recipients: [],
    },
    {
      key: 'rights',
      title: 'Welche Rechte habe ich?',
      paragraphs: [
        'Sie können fragen, was wir über Sie speichern. Sie können es berichtigen oder löschen lassen, die Nutzung einschränken, ihr widersprechen und Ihre Daten mitnehmen.',
        'Sie können Ihre Einwilligung jederzeit widerrufen. Das geht ohne Grund, ohne Kosten und mit Wirkung ab sofort. Was vorher geschah, bleibt erlaubt.',
        `Beschweren können Sie sich bei: ${authority.name}, ${authority.address}.`,
        'Kein Computer entscheidet allein über Sie, und wir erstellen kein Profil von Ihnen.',
        profile.dataProtectionOfficer === null
          ? 'Eine Datenschutzbeauftragte oder einen Datenschutzbeauftragten haben wir nicht bestellt.'
          : `Fragen zum Datenschutz beantwortet: ${profile.dataProtectionOfficer}.`,
      ],
      recipients: [],
    },
    {
      key: 'alternatives',
      title: 'Geht es auch ohne?',
      paragraphs: [
        `Ja. ${draft.onNo}`,
        ...draft.alternatives.map((a) => `${channelName(a.channel)}: ${a.contact}`),
      ],
      recipients: [],
    },
    {
      key: 'sensitive',
      title: 'Was gehört nicht in eine Nachricht?',
      paragraphs: [draft.neverSend],
      recipients: [],
    },
    {
      key: 'duties',
      title: 'Wer ist verantwortlich?',
      paragraphs: [
        `${profile.legalName}, ${profile.street}, ${profile.postalCode} ${profile.town}. Telefon ${profile.phone}, E-Mail ${profile.email}. Vertreten durch: ${profile.representedBy}.`,
      ],
      recipients: [],
    },
    {
      key: 'provider',
      title: 'Wer betreibt diese Seite?',
      paragraphs: [
        `Jawort betreibt diese Seite im Auftrag von ${profile.legalName} und bewahrt Ihre Antwort auf. Die Seite setzt keine Cookies und lädt nichts von anderen Firmen.`,
      ],
      recipients: [],
    },
  ];
  return all.filter((s) => s !== null);
}

function retentionSentence(retention: TemplateDraft['items'][number]['retention']): string {
  return retention.kind === 'order_only'
    ? `bis ${durationWords(retention.grace)} nach Ende des Auftrags.`
    : `${durationWords(retention.period)}.`;
}

function recipientLine(
  recipient: Recipient,
  entity: RecipientEntity,
): Notice['sections'][number]['recipients'][number] {
  return {
    name: entity.legalName,
    address: entity.address,
    country: countryName(entity.country, 'name'),
    role: entity.trade ?? roleName(entity.role),
    data: listOf(dataNames(recipient.dataCategories)),
    transfer: entity.transfer === 'none_needed' ? null : transferText(entity.transfer),
    privacyUrl: entity.privacyUrl,
  };
}
