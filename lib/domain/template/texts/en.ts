import type { NoticeTexts } from './texts.ts';

export const en: NoticeTexts = {
  and: 'and',
  free: 'You decide freely.',
  facts: {
    who: 'Who is asking?',
    why: 'What for?',
    recipients: 'Who gets your data?',
    retention: 'For how long?',
    withdraw: 'Changed your mind?',
  },
  who: ({ legalName, phone }) => `${legalName}, phone ${phone}`,
  ownerIn: ({ legalName, country }) => `their parent company ${legalName} ${country}`,
  partnersToo: (partners) => `Also ${partners}, if you allow that below.`,
  nobodyElse: 'Nobody but us.',
  untilAfterOrder: (grace) => `Until ${grace} after your order has ended.`,
  forPeriod: (title, period) => `“${title}”: ${period}.`,
  proofLonger: 'We keep your answer itself for longer, as proof.',
  withdrawFact: 'You can withdraw at any time, with one tap. You get the link for it right after you answer.',
  legend: (legalName) => `What do you allow ${legalName} to do?`,
  hint: 'Tick what is fine with you. Nothing is ticked in advance.',
  age: 'By answering you say: I am 16 or older.',
  withdrawal:
    'You can withdraw at any time, without a reason and free of charge. It takes effect at once. What happened before stays allowed.',
  buttons: {
    one: { grant: 'Yes, allow', refuse: 'No, do not allow' },
    several: { grant: 'Allow what I ticked', refuse: 'Allow nothing' },
  },
  titles: {
    messenger: 'What happens to my data on WhatsApp?',
    recipients: 'Which companies exactly?',
    retention: 'For how long exactly?',
    rights: 'Which rights do I have?',
    alternatives: 'Is there another way?',
    sensitive: 'What does not belong in a message?',
    duties: 'Who is responsible?',
    provider: 'Who runs this page?',
  },
  messenger: (transfer) => [
    'WhatsApp encrypts what you write from device to device. But WhatsApp sees your mobile number, your device, and when and with whom you write.',
    `WhatsApp belongs to Meta (formerly Facebook). Meta is based in the USA. The rules on data protection there differ from those in the EU. ${transfer}`,
    'Your consent under Article 6(1)(a) GDPR is the legal basis for our writing to you this way.',
  ],
  recipientsIntro: 'These companies get data if you allow the point they belong to:',
  itemKept: ({ title, kept, data, channels }) => `${title}: ${kept} Data: ${data}. Sent by: ${channels}.`,
  keptUntil: (grace) => `until ${grace} after your order has ended.`,
  keptFor: (period) => `${period}.`,
  proofPeriod:
    'We keep the proof of your answer until the end of the third year after it has ended. Claims can be made for that long.',
  rights: (authority, officer) => [
    'You can ask what we store about you. You can have it corrected or erased, restrict its use, object to it, and take your data with you.',
    'You can withdraw your consent at any time. You need no reason, it costs nothing, and it takes effect at once. What happened before stays allowed.',
    `You can complain to: ${authority.name}, ${authority.address}.`,
    'No computer alone decides about you, and we do not build a profile of you.',
    officer === null
      ? 'We have not appointed a data protection officer.'
      : `Questions about data protection are answered by: ${officer}.`,
  ],
  yesWithout: (onNo) => `Yes. ${onNo}`,
  duties: (firm) =>
    `${firm.legalName}, ${firm.street}, ${firm.postalCode} ${firm.town}. Phone ${firm.phone}, e-mail ${firm.email}. Represented by: ${firm.representedBy}.`,
  provider: (legalName) =>
    `Jawort runs this page on behalf of ${legalName} and keeps your answer. The page sets no cookies and loads nothing from other companies.`,
  channels: {
    whatsapp: 'WhatsApp',
    whatsapp_group: 'WhatsApp group',
    sms: 'SMS',
    phone: 'phone',
    email: 'e-mail',
    letter: 'letter',
    threema: 'Threema',
    signal: 'Signal',
    telegram: 'Telegram',
    messenger: 'Facebook Messenger',
  },
  countries: {
    DE: { name: 'Germany', in: 'in Germany' },
    AT: { name: 'Austria', in: 'in Austria' },
    CH: { name: 'Switzerland', in: 'in Switzerland' },
    IE: { name: 'Ireland', in: 'in Ireland' },
    US: { name: 'USA', in: 'in the USA' },
  },
  data: {
    name: 'name',
    phone_number: 'mobile number',
    email_address: 'e-mail address',
    address: 'address',
    messages: 'messages',
    messages_encrypted: 'encrypted messages',
    images: 'pictures and videos',
    profile: 'profile name and profile picture',
    device: 'details of the device',
    times: 'points in time',
  },
  roles: {
    operator: 'operates the service',
    owner: 'parent company of the operator',
    processor: 'works on behalf of the operator',
    partner: 'partner firm',
  },
  transfers: {
    none_needed: '',
    conflict:
      'Basis according to the provider: the EU-US Data Privacy Framework or standard contractual clauses. What the provider says about this is not consistent. As of 24 Nov 2026.',
    adequacy: 'The EU Commission has decided: data protection there is adequate.',
    standard_clauses: 'Basis according to the provider: standard contractual clauses of the EU.',
  },
  units: {
    Y: { one: 'year', other: 'years' },
    M: { one: 'month', other: 'months' },
    D: { one: 'day', other: 'days' },
  },
};
