import type { Notice } from '#lib/domain/template/notice.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import { hasUntranslated } from './words.tsx';

/** The note beside what the firm wrote in German only; nothing where all of it was translated. */
export function GermanOnly({ texts, notice, t }: { texts: readonly string[]; notice: Notice; t: Translate }) {
  if (!texts.some((text) => hasUntranslated(text, notice.untranslated))) return null;
  return <p className="hint">{t('page.german_only')}</p>;
}
