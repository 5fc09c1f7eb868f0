import type { Reason } from '#lib/domain/check/decide.ts';
import type { Evidence } from '#lib/domain/consent/evidence.ts';
import type { Role } from '#lib/domain/member/rights.ts';

/*
 * The console's German. Customers read lib/i18n; whoever works here is a member of a German firm, so there is one
 * language and no key between a sentence and its place.
 */

/** The sign each state has, beside its word: shape first, colour second. */
export type Sign = 'yes' | 'no' | 'wait' | 'gone';

export const holds: Record<Reason, { word: string; sign: Sign; why: string | null }> = {
  granted: { word: 'Darf', sign: 'yes', why: null },
  withdrawn: { word: 'Widerrufen', sign: 'gone', why: null },
  refused: { word: 'Nein', sign: 'no', why: null },
  objected: { word: 'Nein', sign: 'no', why: 'hat der Werbung widersprochen' },
  pending_confirmation: { word: 'Wartet', sign: 'wait', why: 'noch nicht bestätigt' },
  evidence_too_low: { word: 'Wartet', sign: 'wait', why: 'die Bestätigung reicht dafür nicht' },
  expired: { word: 'Abgelaufen', sign: 'wait', why: 'bitte neu fragen' },
  recipient_not_covered: { word: 'Neu fragen', sign: 'wait', why: 'ein Empfänger ist nicht dabei' },
  purpose_not_covered: { word: 'Nein', sign: 'no', why: null },
  channel_not_covered: { word: 'Nein', sign: 'no', why: null },
  requested: { word: 'Wartet', sign: 'wait', why: 'noch keine Antwort' },
  never_asked: { word: 'Nein', sign: 'no', why: null },
  business_suspended: { word: 'Gesperrt', sign: 'no', why: 'die Firma ist gesperrt' },
};

export const known: Record<Evidence, string> = {
  claimed: 'nein, auf der Seite eingetippt',
  email_link: 'mit dem Link an die E-Mail-Adresse',
  number_delivery: 'mit dem Link an die Nummer',
  channel_message: 'mit einer Nachricht vom eigenen Konto',
  witnessed_device: 'vor Ort, auf einem Gerät der Firma',
  signed_paper: 'auf Papier unterschrieben',
  qualified: 'mit Ausweis oder elektronischer Unterschrift',
};

export const roles: Record<Role, string> = {
  owner: 'Inhaber',
  office: 'Büro',
  field: 'Baustelle',
  reviewer: 'Prüfer',
  developer: 'Entwickler',
};

export const pageStates: Record<'draft' | 'live' | 'paused', { word: string; sign: Sign }> = {
  live: { word: 'Offen', sign: 'yes' },
  paused: { word: 'Pausiert', sign: 'wait' },
  draft: { word: 'Entwurf', sign: 'no' },
};
