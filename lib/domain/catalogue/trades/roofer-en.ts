import type { TemplateDraft } from '#lib/domain/template/draft.ts';

/** The demo firm's own words in English. */
export const rooferEnglish: NonNullable<NonNullable<TemplateDraft['translations']>['en']> = {
  question: 'May we write to you on WhatsApp?',
  occasion: 'It is about your order with us.',
  onNo: 'If you say no, we still do your roof: then we call you or write an e-mail.',
  why: 'Appointments, questions and photos for your order',
  neverSend:
    'Please do not send us identity cards, bank details, contracts or medical papers on WhatsApp. Use e-mail or letter for those.',
  items: {
    order: {
      title: 'Messages about my order',
      text: 'Appointments, questions and costs on WhatsApp.',
    },
    photos: {
      title: 'Photos and videos of my house',
      text: 'Sending and receiving pictures of roof and rooms on WhatsApp. Please without people in them.',
    },
    photos_to_partners: {
      title: 'Passing on to partner firms',
      text: 'Name, number, address and pictures go by WhatsApp to: Gerüstbau Lang e. K. and Spenglerei Aydın GmbH. Only for my order.',
    },
    advertising: {
      title: 'Advertising on WhatsApp',
      text: 'Offers on roofs and insulation, at most 4 times a year, for 2 years.',
    },
    advertising_email: {
      title: 'Advertising by e-mail',
      text: 'Offers on roofs and insulation, at most 4 times a year, for 2 years.',
    },
  },
  trades: { 'partner:geruestbau-lang': 'Scaffolding', 'partner:spenglerei-aydin': 'Sheet metal work' },
};
