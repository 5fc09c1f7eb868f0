import type { NoticeTexts } from './texts.ts';

export const de: NoticeTexts = {
  and: 'und',
  free: 'Sie entscheiden frei.',
  facts: {
    who: 'Wer fragt?',
    why: 'Wozu?',
    recipients: 'Wer bekommt Ihre Daten?',
    retention: 'Wie lange?',
    withdraw: 'Anders überlegt?',
  },
  who: ({ legalName, phone }) => `${legalName}, Telefon ${phone}`,
  ownerIn: ({ legalName, country }) => `die Mutterfirma ${legalName} ${country}`,
  partnersToo: (partners) => `Dazu ${partners}, wenn Sie das unten erlauben.`,
  nobodyElse: 'Niemand außer uns.',
  untilAfterOrder: (grace) => `Bis ${grace} nach Ende des Auftrags.`,
  forPeriod: (title, period) => `„${title}“: ${period}.`,
  proofLonger: 'Ihre Antwort heben wir als Nachweis länger auf.',
  withdrawFact: 'Sie können jederzeit widerrufen, mit einem Fingertipp. Den Link dafür bekommen Sie gleich.',
  legend: (legalName) => `Was erlauben Sie ${legalName}?`,
  hint: 'Kreuzen Sie an, was für Sie in Ordnung ist. Nichts ist vorausgewählt.',
  age: 'Mit Ihrer Antwort sagen Sie: Ich bin 16 oder älter.',
  withdrawal:
    'Sie können jederzeit widerrufen, ohne Grund und ohne Kosten. Der Widerruf gilt ab sofort. Was vorher geschah, bleibt erlaubt.',
  buttons: {
    one: { grant: 'Ja, erlauben', refuse: 'Nein, nicht erlauben' },
    several: { grant: 'Angekreuztes erlauben', refuse: 'Nichts erlauben' },
  },
  titles: {
    messenger: 'Was passiert bei WhatsApp mit meinen Daten?',
    recipients: 'Welche Firmen genau?',
    retention: 'Wie lange genau?',
    rights: 'Welche Rechte habe ich?',
    alternatives: 'Geht es auch ohne?',
    sensitive: 'Was gehört nicht in eine Nachricht?',
    duties: 'Wer ist verantwortlich?',
    provider: 'Wer betreibt diese Seite?',
  },
  messenger: (transfer) => [
    'Den Inhalt der Nachrichten verschlüsselt WhatsApp von Gerät zu Gerät. WhatsApp sieht aber Ihre Handynummer, Ihr Gerät und wann und mit wem Sie schreiben.',
    `WhatsApp gehört zu Meta (früher Facebook). Meta sitzt in den USA. Dort gelten andere Regeln für den Datenschutz als in der EU. ${transfer}`,
    'Ihre Einwilligung nach Artikel 6 Absatz 1 Buchstabe a DSGVO ist die Grundlage dafür, dass wir Ihnen so schreiben.',
  ],
  recipientsIntro: 'Diese Firmen bekommen Daten, wenn Sie den Punkt dazu erlauben:',
  itemKept: ({ title, kept, data, channels }) => `${title}: ${kept} Daten: ${data}. Weg: ${channels}.`,
  keptUntil: (grace) => `bis ${grace} nach Ende des Auftrags.`,
  keptFor: (period) => `${period}.`,
  proofPeriod:
    'Den Nachweis Ihrer Antwort heben wir bis zum Ende des dritten Jahres auf, nachdem sie geendet hat. So lange können Ansprüche geltend gemacht werden.',
  rights: (authority, officer) => [
    'Sie können fragen, was wir über Sie speichern. Sie können es berichtigen oder löschen lassen, die Nutzung einschränken, ihr widersprechen und Ihre Daten mitnehmen.',
    'Sie können Ihre Einwilligung jederzeit widerrufen. Das geht ohne Grund, ohne Kosten und mit Wirkung ab sofort. Was vorher geschah, bleibt erlaubt.',
    `Beschweren können Sie sich bei: ${authority.name}, ${authority.address}.`,
    'Kein Computer entscheidet allein über Sie, und wir erstellen kein Profil von Ihnen.',
    officer === null
      ? 'Eine Datenschutzbeauftragte oder einen Datenschutzbeauftragten haben wir nicht bestellt.'
      : `Fragen zum Datenschutz beantwortet: ${officer}.`,
  ],
  yesWithout: (onNo) => `Ja. ${onNo}`,
  duties: (firm) =>
    `${firm.legalName}, ${firm.street}, ${firm.postalCode} ${firm.town}. Telefon ${firm.phone}, E-Mail ${firm.email}. Vertreten durch: ${firm.representedBy}.`,
  provider: (legalName) =>
    `Jawort betreibt diese Seite im Auftrag von ${legalName} und bewahrt Ihre Antwort auf. Die Seite setzt keine Cookies und lädt nichts von anderen Firmen.`,
  channels: {
    whatsapp: 'WhatsApp',
    whatsapp_group: 'WhatsApp-Gruppe',
    sms: 'SMS',
    phone: 'Telefon',
    email: 'E-Mail',
    letter: 'Brief',
    threema: 'Threema',
    signal: 'Signal',
    telegram: 'Telegram',
    messenger: 'Facebook Messenger',
  },
  countries: {
    DE: { name: 'Deutschland', in: 'in Deutschland' },
    AT: { name: 'Österreich', in: 'in Österreich' },
    CH: { name: 'Schweiz', in: 'in der Schweiz' },
    IE: { name: 'Irland', in: 'in Irland' },
    US: { name: 'USA', in: 'in den USA' },
  },
  data: {
    name: 'Name',
    phone_number: 'Handynummer',
    email_address: 'E-Mail-Adresse',
    address: 'Adresse',
    messages: 'Nachrichten',
    messages_encrypted: 'verschlüsselte Nachrichten',
    images: 'Bilder und Videos',
    profile: 'Profilname und Profilbild',
    device: 'Angaben zum Gerät',
    times: 'Zeitpunkte',
  },
  roles: {
    operator: 'Betreiber des Dienstes',
    owner: 'Mutterfirma des Betreibers',
    processor: 'arbeitet im Auftrag des Betreibers',
    partner: 'Partnerbetrieb',
  },
  transfers: {
    none_needed: '',
    conflict:
      'Grundlage laut Anbieter: das Datenschutz-Abkommen zwischen EU und USA (Data Privacy Framework) oder Standard-Vertragsklauseln. Die Angaben des Anbieters dazu sind nicht einheitlich. Stand: 24.11.2026.',
    adequacy: 'Die EU-Kommission hat entschieden: Der Datenschutz dort ist angemessen.',
    standard_clauses: 'Grundlage laut Anbieter: Standard-Vertragsklauseln der EU.',
  },
  units: {
    Y: { one: 'Jahr', other: 'Jahre' },
    M: { one: 'Monat', other: 'Monate' },
    D: { one: 'Tag', other: 'Tage' },
  },
};
