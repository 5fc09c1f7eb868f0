import type { Translate } from '#lib/i18n/translate.ts';
import { errorId } from './errors.ts';
import type { FieldError } from './views.ts';
import { Words } from './words.tsx';

/** The fault at its field, with the word „Fehler“ for those who hear the page. */
export function FieldFault({ field, text, t }: { field: FieldError['field']; text: string; t: Translate }) {
  return (
    <p className="fault" id={errorId(field)}>
      <span className="unseen">{t('question.error_mark')} </span>
      <Words text={text} />
    </p>
  );
}
