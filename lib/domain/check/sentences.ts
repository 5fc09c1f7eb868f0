import type { Reason } from './decide.ts';

export type SentenceLanguage = 'de' | 'en';

/** What each reason means, in one sentence for the person in front of the screen. Programs read `reason`. */
export const SENTENCES: Readonly<Record<SentenceLanguage, Readonly<Record<Reason, string>>>> = {
  de: {
    business_suspended: 'Nein: Dieses Unternehmen ist zurzeit angehalten.',
    objected: 'Nein: Diese Person hat der Werbung widersprochen.',
    granted: 'Ja: Diese Person hat für diesen Zweck und auf diesem Weg eingewilligt.',
    withdrawn: 'Nein: Diese Person hat ihre Einwilligung zurückgenommen.',
    refused: 'Nein: Diese Person hat abgelehnt.',
    pending_confirmation:
      'Noch nicht: Es ist noch nicht bestätigt, dass die Antwort von dieser Person kommt.',
    evidence_too_low:
      'Noch nicht: Für diesen Zweck braucht es eine stärkere Bestätigung durch die Person selbst.',
    expired: 'Nein: Die Einwilligung ist abgelaufen.',
    purpose_not_covered: 'Nein: Diese Person hat eingewilligt, aber nicht für diesen Zweck.',
    channel_not_covered: 'Nein: Diese Person hat eingewilligt, aber nicht für diesen Weg.',
    recipient_not_covered: 'Nein: Die Einwilligung nennt nicht alle Empfänger, nach denen Sie fragen.',
    requested: 'Noch nicht: Diese Person wurde gefragt und hat noch nicht geantwortet.',
    never_asked: 'Nein: Diese Person wurde noch nicht gefragt.',
  },
  en: {
    business_suspended: 'No: this business is suspended at present.',
    objected: 'No: this person has objected to advertising.',
    granted: 'Yes: this person has agreed to this purpose on this channel.',
    withdrawn: 'No: this person has withdrawn their consent.',
    refused: 'No: this person has refused.',
    pending_confirmation: 'Not yet: it has not been confirmed that the answer came from this person.',
    evidence_too_low: 'Not yet: this purpose needs a stronger confirmation by the person.',
    expired: 'No: the consent has expired.',
    purpose_not_covered: 'No: this person has agreed, but not to this purpose.',
    channel_not_covered: 'No: this person has agreed, but not to this channel.',
    recipient_not_covered: 'No: the consent does not name every recipient you ask about.',
    requested: 'Not yet: this person has been asked and has not answered.',
    never_asked: 'No: this person has not been asked yet.',
  },
};

/** The line that advertising must carry: how to object, at any time and at no extra cost (§ 7(3) no. 4 UWG, Art. 21(4) GDPR). */
export const OPT_OUT_LINES: Readonly<Record<SentenceLanguage, string>> = {
  de: 'Keine Werbung mehr gewünscht? Antworten Sie einfach mit „Stopp“.',
  en: 'No more advertising? Just reply “Stop”.',
};
