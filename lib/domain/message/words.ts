/*
 * Words of people who have had enough, written as they are written and compared as `plainWords` reads them. The lists are
 * long on purpose: a word too many costs the firm a look, a word too few costs the person their peace.
 */

/** First words that take everything back (R49), and the forms people write them in. */
export const STOP_WORDS = [
  'stop',
  'stopp',
  'abmelden',
  'abmeldung',
  'widerruf',
  'widerrufe',
  'widerrufen',
  'unsubscribe',
] as const;

/** What may stand before the first word that counts. */
export const OPENERS = [
  'bitte',
  'hallo',
  'hi',
  'moin',
  'servus',
  'guten',
  'gruß',
  'tag',
  'morgen',
  'abend',
  'ich',
  'wir',
  'hiermit',
  'please',
  'hello',
  'i',
] as const;

/** Against advertising and nothing else, at the beginning of the message. */
export const NO_ADVERTISING = ['keine werbung', 'no advertising', 'no ads'] as const;

/**
 * Words that may mean a no, anywhere in the message. The machine does not guess what they mean: advertising stops at
 * once, and a person looks.
 */
export const UNCLEAR_PHRASES = [
  // German
  'keine reklame',
  'bitte nicht mehr',
  'nicht mehr schreiben',
  'nicht mehr anschreiben',
  'nicht mehr anrufen',
  'nicht mehr melden',
  'nichts mehr schicken',
  'nichts mehr senden',
  'schreiben sie mir nicht',
  'schreib mir nicht',
  'rufen sie mich nicht',
  'keine nachrichten',
  'keine nachricht mehr',
  'keine weiteren nachrichten',
  'lassen sie das',
  'lass das',
  'lasst das',
  'lassen sie mich',
  'lass mich in ruhe',
  'lasst mich in ruhe',
  'in ruhe lassen',
  'hören sie auf',
  'hör auf',
  'aufhören',
  'melden sie mich ab',
  'meldet mich ab',
  'abbestellen',
  'bestelle ab',
  'austragen',
  'aus der liste',
  'aus dem verteiler',
  'widerspruch',
  'widerspreche',
  'nehme meine einwilligung',
  'will das nicht',
  'möchte das nicht',
  'nummer löschen',
  'daten löschen',
  'löschen sie meine',
  'kein interesse',
  'nervt',
  'nerven',
  'spam',
  'belästigung',
  'blockiere',
  'anzeige erstatten',
  // English
  'no more',
  'opt out',
  'leave me alone',
  'do not contact',
  'don’t contact',
  'do not write',
  'don’t write',
  'do not message',
  'don’t message',
  'remove me',
  'take me off',
  'not interested',
  'cancel my consent',
] as const;

/** Beside a code they turn „Ja, Nr. …“ into something that must not count as a yes. */
export const NEGATIONS = [
  'nein',
  'ne',
  'nee',
  'no',
  'nope',
  'not',
  'don’t',
  'nicht',
  'nichts',
  'nie',
  'niemals',
  'kein',
  'keine',
  'keinen',
  'keiner',
  'keinesfalls',
  'never',
  'falsch',
  'wrong',
  'irrtum',
  'versehen',
] as const;
