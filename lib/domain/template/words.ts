import type { Channel } from '#lib/domain/catalogue/channels.ts';
import { invariant } from '#lib/domain/invariant.ts';
import type { TemplateItem } from './draft.ts';
import type { NoticeLocale } from './locales.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import type { NoticeTexts } from './texts/texts.ts';

const texts: Record<NoticeLocale, NoticeTexts> = { de, en };

/** The fixed words of one language, and the small grammar around them. What has no name stops a publication. */
export class Words {
  readonly fixed: NoticeTexts;
  readonly #plural: Intl.PluralRules;

  constructor(locale: NoticeLocale) {
    this.fixed = texts[locale];
    this.#plural = new Intl.PluralRules(locale);
  }

  /** „A, B und C“. */
  listOf(parts: readonly string[]): string {
    const last = parts.at(-1);
    if (last === undefined) return '';
    return parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} ${this.fixed.and} ${last}`;
  }

  channel(channel: Channel): string {
    const name = this.fixed.channels[channel];
    invariant(name, 'channel without a name in this language');
    return name;
  }

  country(code: string, form: 'name' | 'in'): string {
    const country = this.fixed.countries[code];
    invariant(country, 'country without a name in this language');
    return country[form];
  }

  data(categories: readonly string[]): string {
    return this.listOf(
      categories.map((category) => {
        const name = this.fixed.data[category];
        invariant(name, 'data category without a name in this language');
        return name;
      }),
    );
  }

  /** P90D -> „90 Tage“, P3M -> „3 Monate“, P2Y -> „2 Jahre“. */
  duration(iso: string): string {
    const { count, unit } = partsOf(iso);
    const forms = this.fixed.units[unit];
    return `${String(count)} ${forms[this.#plural.select(count)] ?? forms.other}`;
  }
}

/** The longest grace after an order, for the one line of the first layer. */
export function longestGrace(items: readonly TemplateItem[]): string | null {
  const graces = items.flatMap((i) => (i.retention.kind === 'order_only' ? [i.retention.grace] : []));
  return graces.toSorted((a, b) => daysOf(b) - daysOf(a))[0] ?? null;
}

function daysOf(duration: string): number {
  const { count, unit } = partsOf(duration);
  return count * { Y: 366, M: 31, D: 1 }[unit];
}

function partsOf(duration: string): { count: number; unit: 'Y' | 'M' | 'D' } {
  const [, count, unit] = /^P(\d+)([YMD])$/u.exec(duration) ?? [];
  invariant(count && (unit === 'Y' || unit === 'M' || unit === 'D'), 'duration with more than one unit');
  return { count: Number(count), unit };
}
