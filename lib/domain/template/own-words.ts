import type { TemplateDraft, TemplateItem } from './draft.ts';
import { firstLocale, type NoticeLocale } from './locales.ts';

/** What the firm itself wrote, in one language, as far as it did. */
export interface OwnWords {
  question: string;
  occasion: string;
  onNo: string;
  why: string;
  neverSend: string;
  item: (item: TemplateItem) => { title: string; text: string };
  /** What a partner firm does, by the partner's key; `trade` is how the firm put it first. */
  trade: (partner: string, trade: string) => string;
  /** Passages for which there is no translation; they are in the firm's first language. Grows as words are asked for. */
  untranslated: Set<string>;
}

/** Each text on its own falls back to the firm's first language, and is remembered as a passage in that language. */
export function ownWords(draft: TemplateDraft, locale: NoticeLocale): OwnWords {
  const untranslated = new Set<string>();
  const translation = locale === firstLocale ? undefined : draft.translations?.[locale];
  const either = (first: string, translated: string | undefined): string => {
    if (translated !== undefined) return translated;
    if (locale !== firstLocale) untranslated.add(first);
    return first;
  };
  return {
    question: either(draft.question, translation?.question),
    occasion: either(draft.occasion, translation?.occasion),
    onNo: either(draft.onNo, translation?.onNo),
    why: either(draft.why, translation?.why),
    neverSend: either(draft.neverSend, translation?.neverSend),
    item: (item) => ({
      title: either(item.title, translation?.items?.[item.key]?.title),
      text: either(item.text, translation?.items?.[item.key]?.text),
    }),
    trade: (partner, trade) => either(trade, translation?.trades?.[partner]),
    untranslated,
  };
}
