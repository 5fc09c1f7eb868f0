import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import type { Notice } from '#lib/domain/template/notice.ts';
import { noticeOf, versionOf } from '#lib/domain/template/version.ts';
import type {
  Frame,
  PageView,
  QuestionPage,
  ReceiptConfirm,
  ReceiptLine,
  ReceiptPage,
  StatePage,
  WithdrawPage,
} from '#lib/ui/paper/views.ts';

/** The demo firm and its pages, in every state a customer can meet. */
export const sommer: BusinessProfile = {
  legalName: 'Dachdeckerei Sommer GmbH',
  street: 'Gartenstraße 12',
  postalCode: '88212',
  town: 'Ravensburg',
  country: 'DE',
  phone: '030 23125100',
  email: 'post@dachdeckerei-sommer.example',
  representedBy: 'Katharina Sommer, Geschäftsführerin',
  register: 'Amtsgericht Ulm, HRB 000000',
  vatId: 'DE000000000',
  dataProtectionOfficer: null,
  authority: 'de-bw',
};

const whatsapp = {
  name: 'WhatsApp Ireland Limited',
  address: 'Merrion Road, Dublin 4, D04 X2K5',
  country: 'Irland',
  role: 'Betreibt WhatsApp',
  data: 'Handynummer, Profilname, Gerät, wann und mit wem Sie schreiben',
  transfer: null,
  privacyUrl: 'https://www.whatsapp.com/legal/privacy-policy-eea',
};
const meta = {
  name: 'Meta Platforms, Inc.',
  address: '1 Meta Way, Menlo Park, CA 94025',
  country: 'USA',
  role: 'Mutterfirma von WhatsApp',
  data: 'Handynummer, Gerät, wann und mit wem Sie schreiben',
  transfer: 'Grundlage nach eigener Angabe: Angemessenheits-Beschluss der EU (Data Privacy Framework).',
  privacyUrl: 'https://www.facebook.com/privacy/policy',
};
const partner = (name: string, address: string, role: string) => ({
  name,
  address,
  country: 'Deutschland',
  role,
  data: 'Name, Nummer, Adresse und Bilder vom Dach',
  transfer: null,
  privacyUrl: null,
});

export const notice: Notice = {
  locale: 'de',
  title: 'Dürfen wir Ihnen per WhatsApp schreiben?',
  lead: 'Es geht um Ihren Auftrag bei uns. Sie entscheiden frei. Auch bei Nein machen wir Ihr Dach: Dann rufen wir Sie an oder schreiben eine E-Mail.',
  facts: [
    { key: 'who', question: 'Wer fragt?', answer: 'Dachdeckerei Sommer GmbH, Telefon 030 23125100' },
    { key: 'why', question: 'Wozu?', answer: 'Termine, Fragen und Fotos zu Ihrem Auftrag' },
    {
      key: 'recipients',
      question: 'Wer bekommt Ihre Daten?',
      answer:
        'WhatsApp Ireland Limited und die Mutterfirma Meta Platforms, Inc. in den USA. Dazu unsere Partnerbetriebe, wenn Sie das unten erlauben.',
    },
    {
      key: 'retention',
      question: 'Wie lange?',
      answer: 'Bis 3 Monate nach Ende des Auftrags. Ihre Antwort selbst heben wir als Nachweis länger auf.',
    },
    {
      key: 'withdraw',
      question: 'Können Sie es sich anders überlegen?',
      answer: 'Ja, jederzeit. Ein Fingertipp genügt. Den Link dafür bekommen Sie gleich.',
    },
  ],
  choice: {
    legend: 'Was erlauben Sie der Dachdeckerei Sommer GmbH?',
    hint: 'Kreuzen Sie an, was für Sie in Ordnung ist. Nichts ist vorausgewählt.',
  },
  items: [
    {
      key: 'order',
      title: 'Nachrichten zu meinem Auftrag',
      text: 'Termine, Rückfragen und Kosten per WhatsApp.',
    },
    {
      key: 'photos',
      title: 'Fotos und Videos von meinem Haus',
      text: 'Bilder von Dach und Räumen per WhatsApp schicken und empfangen.',
    },
    {
      key: 'photos_to_partners',
      title: 'Weitergabe an Partnerbetriebe',
      text: 'Name, Nummer, Adresse und Bilder gehen an: Gerüstbau Lang e. K. und Spenglerei Aydın GmbH. Nur für meinen Auftrag.',
    },
    {
      key: 'advertising',
      title: 'Werbung per WhatsApp',
      text: 'Angebote zu Dach und Dämmung, höchstens 4-mal im Jahr, 2 Jahre lang.',
    },
    {
      key: 'advertising_email',
      title: 'Werbung per E-Mail',
      text: 'Angebote zu Dach und Dämmung, höchstens 4-mal im Jahr, 2 Jahre lang.',
    },
  ],
  age: 'Mit Ihrer Antwort sagen Sie: Ich bin 16 oder älter.',
  withdrawal: 'Sie können jede Erlaubnis jederzeit widerrufen, also zurücknehmen. Gründe brauchen Sie nicht.',
  buttons: { grant: 'Angekreuztes erlauben', refuse: 'Nichts erlauben' },
  sections: [
    {
      key: 'messenger',
      title: 'Was passiert bei WhatsApp mit meinen Daten?',
      paragraphs: [
        'Den Inhalt der Nachrichten verschlüsselt WhatsApp von Gerät zu Gerät. WhatsApp sieht aber Ihre Handynummer, Ihr Gerät und wann und mit wem Sie schreiben.',
        'WhatsApp gehört zu Meta (früher Facebook). Meta sitzt in den USA. Dort gelten andere Regeln für den Datenschutz als in der EU.',
      ],
      recipients: [],
    },
    {
      key: 'recipients',
      title: 'Welche Firmen bekommen etwas?',
      paragraphs: ['Die beiden Handwerksbetriebe bekommen nur etwas, wenn Sie die Weitergabe ankreuzen.'],
      recipients: [
        whatsapp,
        meta,
        partner('Gerüstbau Lang e. K.', 'Schützenstraße 40, 88214 Ravensburg', 'Stellt das Gerüst'),
        partner('Spenglerei Aydın GmbH', 'Ulmer Straße 7, 88250 Weingarten', 'Macht Rinnen und Bleche'),
      ],
    },
    {
      key: 'retention',
      title: 'Wie lange wird etwas aufgehoben?',
      paragraphs: [
        'Nachrichten und Bilder: bis 3 Monate nach Ende Ihres Auftrags.',
        'Ihre Antwort: bis zum Ende des dritten Jahres, nachdem sie zuletzt gebraucht wurde. Bei Werbung 5 Jahre.',
      ],
      recipients: [],
    },
    {
      key: 'rights',
      title: 'Welche Rechte habe ich?',
      paragraphs: [
        'Sie können fragen, was wir über Sie speichern. Sie können es berichtigen, einschränken, löschen oder sich geben lassen. Sie können widersprechen.',
        'Ein Widerruf gilt ab sofort. Was vorher geschah, bleibt erlaubt.',
        'Beschweren können Sie sich bei der Aufsicht: Landesbeauftragter für den Datenschutz Baden-Württemberg, Heilbronner Straße 35, 70191 Stuttgart.',
      ],
      recipients: [],
    },
    {
      key: 'sensitive',
      title: 'Was Sie uns bitte nicht schicken',
      paragraphs: [
        'Bitte schicken Sie uns keine Ausweise, Bankdaten oder Krankheits-Unterlagen per WhatsApp.',
      ],
      recipients: [],
    },
  ],
};

const languages = [
  { locale: 'de', url: '?l=de' },
  { locale: 'en', url: '?l=en' },
] as const;

const frame: Frame = {
  locale: 'de',
  languages,
  firm: sommer,
  mode: 'live',
  imprintUrl: '/e/dachdeckerei-sommer/imprint',
  privacyUrl: '/e/dachdeckerei-sommer/privacy',
  withdrawHintUrl: '/e/dachdeckerei-sommer/withdraw',
  helpUrl: '/help?e=dachdeckerei-sommer',
  accessibilityUrl: '/accessibility?e=dachdeckerei-sommer',
};

const versionUrl = '/t/3f9c2f3b1d0a5e7786c41b9f02d8e6a4c35b70199eac4d2f6810b7e5a3c9d104';

export const question: QuestionPage = {
  ...frame,
  kind: 'question',
  versionNumber: 3,
  versionUrl,
  notice,
  action: '/e/dachdeckerei-sommer/auftrag',
  snapshot: 'AZqk3v0aTfK2oB1m9cXyPQ.eyJ2IjoxLCJsIjoiZGUifQ.mT0vQ3pYb2lUe9k2b1C7xw',
  contact: { kind: 'typed' },
  needs: { name: true, phone: true, email: 'optional' },
  values: { name: '', phone: '', email: '', ticked: [] },
  errors: [],
  changed: false,
  notMineUrl: null,
};

const line = (key: string, choice: ReceiptLine['choice'], at: string | null = null): ReceiptLine => ({
  key,
  title: notice.items.find((item) => item.key === key)?.title ?? key,
  titleLocale: 'de',
  choice,
  at,
  withdrawable: choice === 'granted' || choice === 'waiting',
});

const receipt: ReceiptPage = {
  ...frame,
  kind: 'receipt',
  state: 'partly',
  code: '4F7K-2M9Q',
  receiptUrl: 'https://jawort.example/r/AZqk3v0aTfK2oB1m9cXyPQ7rL0dW5nH8sJ4tE6uG1iA',
  answeredAt: '2026-11-24T13:32:07.000Z',
  timeZone: 'Europe/Berlin',
  versionNumber: 3,
  versionUrl: `${versionUrl}?l=de`,
  textLocale: 'de',
  evidence: 'number_delivery',
  withdrawal: null,
  lines: [
    line('order', 'granted'),
    line('photos', 'granted'),
    line('photos_to_partners', 'refused'),
    line('advertising', 'waiting'),
    line('advertising_email', 'refused'),
  ],
  withdrawAll: true,
  action: '/r/AZqk3v0aTfK2oB1m9cXyPQ7rL0dW5nH8sJ4tE6uG1iA',
  confirm: null,
};

const confirm: ReceiptConfirm = {
  code: '7QXK-3M2B',
  shownNumber: '0176 •••••042',
  link: 'https://wa.me/493023125100?text=Ja%2C%20Nr.%207QXK-3M2B',
  refreshUrl: receipt.action,
};

const waiting: ReceiptPage = {
  ...receipt,
  state: 'waiting',
  evidence: 'claimed',
  lines: [
    line('order', 'waiting'),
    line('photos', 'waiting'),
    line('photos_to_partners', 'refused'),
    line('advertising', 'refused'),
    line('advertising_email', 'refused'),
  ],
};

const withdraw: WithdrawPage = {
  ...frame,
  kind: 'withdraw',
  state: 'form',
  action: '/e/dachdeckerei-sommer/auftrag/withdraw',
  value: '',
  error: null,
};

const withdrawnAt = '2026-11-24T14:04:51.000Z';
const all = (choice: ReceiptLine['choice'], at: string | null = null) =>
  notice.items.map((item) => line(item.key, choice, at));

const state = (name: StatePage['state'], more: Partial<StatePage> = {}): StatePage => ({
  kind: 'state',
  locale: 'de',
  languages,
  mode: 'live',
  state: name,
  firm: sommer,
  againUrl: null,
  imprintUrl: frame.imprintUrl,
  privacyUrl: frame.privacyUrl,
  withdrawHintUrl: frame.withdrawHintUrl,
  helpUrl: frame.helpUrl,
  accessibilityUrl: frame.accessibilityUrl,
  ...more,
});

const longFirm: BusinessProfile = {
  ...sommer,
  legalName: 'Müller-Weiß Bedachungs- und Fassadenbaugesellschaft mbH & Co.',
  representedBy: 'Łukasz Öztürk, Zoë Ångström-Müller',
};
const partners = [
  'Gerüstbau Lang e. K.',
  'Spenglerei Aydın GmbH',
  'Zimmerei Łukasz Wójcik',
  'Elektro Yılmaz & Söhne OHG',
  'Schornsteinbau Groß GmbH & Co. KG',
  'Glaserei Şahin e. K.',
  'Kranverleih Oberschwaben GmbH',
  'Dämmstoffe Çelik GmbH',
  'Containerdienst Früh-Bodenseeraum GmbH',
];

const crowded: QuestionPage = {
  ...question,
  firm: longFirm,
  withdrawHintUrl: '/e/mueller-weiss/dach/withdraw',
  notice: {
    ...notice,
    choice: { ...notice.choice, legend: `Was erlauben Sie der Firma ${longFirm.legalName}?` },
    items: [
      ...notice.items.map((item) =>
        item.key === 'photos_to_partners'
          ? { ...item, text: `Name, Nummer, Adresse und Bilder gehen an: ${partners.join(', ')}.` }
          : item,
      ),
      {
        key: 'documents',
        title: 'Kostenvoranschläge und Rechnungsunterlagen',
        text: 'Als Datei per WhatsApp.',
      },
      {
        key: 'photo_publication',
        title: 'Bilder auf unserer Website',
        text: 'Nur Bilder vom Dach, ohne Namen.',
      },
      { key: 'x-wartung', title: 'Erinnerung an die Dachwartung', text: 'Einmal im Jahr per WhatsApp.' },
    ],
    sections: notice.sections.map((section) =>
      section.key === 'recipients'
        ? {
            ...section,
            recipients: [
              whatsapp,
              meta,
              ...partners.map((name) =>
                partner(name, 'Ulmer Straße 7, 88250 Weingarten', 'Arbeitet am Dach mit'),
              ),
            ],
          }
        : section,
    ),
  },
};

/** What a page without a firm has. */
const noFirm = {
  firm: null,
  imprintUrl: null,
  privacyUrl: null,
  withdrawHintUrl: null,
  helpUrl: '/help',
  accessibilityUrl: '/accessibility',
} as const;

/** Every page state by name, in German. */
export const germanPages: Record<string, PageView> = {
  question,
  'question-ticked': {
    ...question,
    values: { ...question.values, ticked: ['order', 'photos', 'advertising'] },
  },
  'question-known': {
    ...question,
    contact: { kind: 'known', shown: '0176 •••••042' },
    needs: { name: false, phone: false, email: 'optional' },
    action: '/i/AZqk3v0aTfK2oB1m9cXyPQ7rL0dW5nH8sJ4tE6uG1iA',
    notMineUrl: '/i/AZqk3v0aTfK2oB1m9cXyPQ7rL0dW5nH8sJ4tE6uG1iA/not-mine',
  },
  'question-errors': {
    ...question,
    values: { name: 'Ayşe Öztürk', phone: '0176 04', email: '', ticked: ['order', 'advertising_email'] },
    errors: [
      { field: 'phone', code: 'too_short' },
      { field: 'email', code: 'missing' },
    ],
  },
  'question-nothing-ticked': {
    ...question,
    values: { name: '', phone: '0176 04069042', email: '', ticked: [] },
    errors: [{ field: 'items', code: 'nothing_ticked' }],
  },
  'question-not-saved': {
    ...question,
    values: { name: '', phone: '0176 04069042', email: '', ticked: ['order'] },
    errors: [{ field: 'form', code: 'not_saved' }],
  },
  'question-changed': {
    ...question,
    values: { name: '', phone: '0176 04069042', email: '', ticked: ['order'] },
    changed: true,
  },
  'question-single': {
    ...question,
    notice: {
      ...notice,
      items: notice.items.slice(0, 1),
      buttons: { grant: 'Ja, erlauben', refuse: 'Nein, nicht erlauben' },
    },
    needs: { name: false, phone: true, email: 'no' },
  },
  'question-crowded': crowded,
  'question-test': { ...question, mode: 'test', action: '/e/test-dachdeckerei-sommer/auftrag' },
  'receipt-granted': { ...receipt, state: 'granted', evidence: 'channel_message', lines: all('granted') },
  'receipt-partly': receipt,
  'receipt-refused': { ...receipt, state: 'refused', lines: all('refused'), withdrawAll: false },
  'receipt-waiting': { ...waiting, confirm },
  'receipt-waiting-no-whatsapp': { ...waiting, confirm: { ...confirm, link: null } },
  'receipt-waiting-late': waiting,
  'receipt-withdrawn': {
    ...receipt,
    state: 'withdrawn',
    withdrawal: { at: withdrawnAt, by: 'person' },
    lines: [
      line('order', 'withdrawn', withdrawnAt),
      line('photos', 'withdrawn', withdrawnAt),
      line('photos_to_partners', 'refused'),
    ],
    withdrawAll: false,
  },
  'receipt-withdrawn-unconfirmed': {
    ...receipt,
    state: 'withdrawn',
    evidence: 'claimed',
    withdrawal: { at: withdrawnAt, by: 'person' },
    lines: [line('order', 'withdrawn', withdrawnAt), line('photos', 'withdrawn', withdrawnAt)],
    withdrawAll: false,
  },
  'receipt-withdrawn-partly': {
    ...receipt,
    state: 'withdrawn_partly',
    withdrawal: { at: withdrawnAt, by: 'firm' },
    lines: [
      line('order', 'granted'),
      line('photos', 'withdrawn', withdrawnAt),
      line('photos_to_partners', 'refused'),
    ],
  },
  'receipt-test': { ...receipt, mode: 'test' },
  declined: { ...frame, kind: 'declined', questionUrl: '/e/dachdeckerei-sommer/auftrag' },
  text: {
    ...frame,
    kind: 'text',
    notice,
    versionNumber: 3,
    publishedAt: '2026-11-02T08:15:00.000Z',
    timeZone: 'Europe/Berlin',
    fingerprint: versionUrl.slice(3),
  },
  imprint: { ...frame, kind: 'imprint' },
  privacy: {
    ...frame,
    kind: 'privacy',
    notice,
    authority: {
      name: 'Landesbeauftragter für den Datenschutz und die Informationsfreiheit Baden-Württemberg',
      address: 'Heilbronner Straße 35, 70191 Stuttgart',
      url: 'https://www.baden-wuerttemberg.datenschutz.de',
    },
  },
  withdraw,
  'withdraw-error': { ...withdraw, value: '0176 ruf an', error: 'unreadable' },
  'withdraw-done': { ...withdraw, state: 'done' },
  'withdraw-queued': { ...withdraw, state: 'queued' },
  help: { ...frame, kind: 'help', withdrawHintUrl: '/e/dachdeckerei-sommer/auftrag/withdraw' },
  'help-alone': { ...frame, ...noFirm, kind: 'help' },
  accessibility: { ...frame, kind: 'accessibility' },
  'accessibility-alone': { ...frame, ...noFirm, kind: 'accessibility' },
  'state-not-found': state('not_found', noFirm),
  'state-expired': state('expired'),
  'state-already-answered': state('already_answered'),
  'state-already-answered-link': state('already_answered', { againUrl: receipt.action }),
  'state-paused': state('paused'),
  'state-suspended': state('suspended'),
  'state-rate-limited': state('rate_limited', { againUrl: '/e/dachdeckerei-sommer/auftrag' }),
  'state-server-error': state('server_error', noFirm),
  'state-look-again': state('look_again', { againUrl: '/e/dachdeckerei-sommer/auftrag' }),
  'state-bad-request': state('bad_request', noFirm),
};

const english = noticeOf(
  versionOf(rooferDraft, {
    business: {
      id: '0197a5c0-0000-7000-8000-000000000001',
      profile: { ...sommer, authority: 'DE-BW' },
    },
    page: { id: '0197a5c0-0000-7000-8000-000000000002', slug: 'auftrag', audience: 'customer' },
  }),
  'en',
);

/** The same page in English; what the fixture's firm adds to its notice it wrote in German only. */
function inEnglish(page: PageView): PageView {
  switch (page.kind) {
    case 'question':
    case 'text':
      return { ...page, locale: 'en', notice: englishOf(page.notice) };
    case 'privacy':
      return { ...page, locale: 'en', notice: page.notice && englishOf(page.notice) };
    case 'receipt':
      return { ...page, locale: 'en', textLocale: 'en', lines: page.lines.map(englishLine) };
    case 'declined':
    case 'imprint':
    case 'withdraw':
    case 'help':
    case 'accessibility':
    case 'state':
      return { ...page, locale: 'en' };
  }
}

function englishOf(german: Notice): Notice {
  const single = german.items.length === 1;
  const items = german.items.map((item) => english.items.find((each) => each.key === item.key) ?? item);
  const own = items.filter((item) => !english.items.includes(item));
  return {
    ...english,
    items,
    buttons: single ? { grant: 'Yes, allow', refuse: 'No, do not allow' } : english.buttons,
    ...(own.length > 0 ? { untranslated: own.flatMap((item) => [item.title, item.text]) } : {}),
  };
}

function englishLine(each: ReceiptLine): ReceiptLine {
  const title = english.items.find((item) => item.key === each.key)?.title;
  return title === undefined ? each : { ...each, title, titleLocale: 'en' };
}

/** Every page state by name in every language: all tests and all screenshots go through this list. */
export const pages: Record<string, PageView> = {
  ...germanPages,
  ...Object.fromEntries(Object.entries(germanPages).map(([name, page]) => [`en-${name}`, inEnglish(page)])),
};
