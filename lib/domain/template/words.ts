import type { Channel } from '#lib/domain/catalogue/channels.ts';
import type { RecipientEntity } from '#lib/domain/catalogue/recipients.ts';
import { invariant } from '#lib/domain/invariant.ts';
import type { TemplateItem } from './draft.ts';

/** „A, B und C“. */
export function listOf(parts: readonly string[]): string {
  const last = parts.at(-1);
  if (last === undefined) return '';
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} und ${last}`;
}

const channels: Partial<Record<Channel, string>> = {
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
};

export function channelName(channel: Channel): string {
  const name = channels[channel];
  invariant(name, 'channel without a German name');
  return name;
}

const countries: Record<string, { name: string; in: string }> = {
  DE: { name: 'Deutschland', in: 'in Deutschland' },
  AT: { name: 'Österreich', in: 'in Österreich' },
  CH: { name: 'Schweiz', in: 'in der Schweiz' },
  IE: { name: 'Irland', in: 'in Irland' },
  US: { name: 'USA', in: 'in den USA' },
};

export function countryName(code: string, form: 'name' | 'in'): string {
  const country = countries[code];
  invariant(country, 'country without a German name');
  return country[form];
}

const data: Record<string, string> = {
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
};

export function dataNames(categories: readonly string[]): string[] {
  return categories.map((c) => {
    const name = data[c];
    invariant(name, 'data category without a German name');
    return name;
  });
}

export function roleName(role: RecipientEntity['role']): string {
  switch (role) {
    case 'operator':
      return 'Betreiber des Dienstes';
    case 'owner':
      return 'Mutterfirma des Betreibers';
    case 'processor':
      return 'arbeitet im Auftrag des Betreibers';
    case 'partner':
      return 'Partnerbetrieb';
  }
}

/** Told as the recipient's own statement; where its papers disagree, that is what we say (R10). */
export function transferText(transfer: RecipientEntity['transfer']): string {
  switch (transfer) {
    case 'none_needed':
      return '';
    case 'conflict':
      return 'Grundlage laut Anbieter: das Datenschutz-Abkommen zwischen EU und USA (Data Privacy Framework) oder Standard-Vertragsklauseln. Die Angaben des Anbieters dazu sind nicht einheitlich. Stand: 24.11.2026.';
    case 'adequacy':
      return 'Die EU-Kommission hat entschieden: Der Datenschutz dort ist angemessen.';
    case 'standard_clauses':
      return 'Grundlage laut Anbieter: Standard-Vertragsklauseln der EU.';
  }
}

/** P90D -> „90 Tage“, P3M -> „3 Monate“, P2Y -> „2 Jahre“. */
export function durationWords(duration: string): string {
  const match = /^P(\d+)([YMD])$/u.exec(duration);
  invariant(match?.[1] && match[2], 'duration with more than one unit');
  const count = Number(match[1]);
  const [one, many] =
    match[2] === 'Y' ? ['Jahr', 'Jahre'] : match[2] === 'M' ? ['Monat', 'Monate'] : ['Tag', 'Tage'];
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** The longest grace after an order, for the one line of the first layer. */
export function longestGrace(items: readonly TemplateItem[]): string | null {
  const graces = items.flatMap((i) => (i.retention.kind === 'order_only' ? [i.retention.grace] : []));
  return graces.toSorted((a, b) => daysOf(b) - daysOf(a))[0] ?? null;
}

function daysOf(duration: string): number {
  const match = /^P(\d+)([YMD])$/u.exec(duration);
  invariant(match?.[1] && match[2], 'duration with more than one unit');
  return Number(match[1]) * (match[2] === 'Y' ? 366 : match[2] === 'M' ? 31 : 1);
}
