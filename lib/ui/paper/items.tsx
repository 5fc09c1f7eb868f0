import type { Translate } from '#lib/i18n/translate.ts';
import { errorId, errorText, itemId } from './errors.ts';
import { FieldFault } from './field-fault.tsx';
import { GermanOnly } from './german-only.tsx';
import type { QuestionPage } from './views.ts';
import { hasUntranslated, Words } from './words.tsx';

/** One box a purpose, none ticked before the person ticks it. A single purpose has no box: the button is the act. */
export function Items({ page, t }: { page: QuestionPage; t: Translate }) {
  const { items, choice, untranslated } = page.notice;
  const texts = items.flatMap((item) => [item.title, item.text]);
  const german = (item: (typeof items)[number]) =>
    hasUntranslated(item.title, untranslated) || hasUntranslated(item.text, untranslated);
  const allGerman = items.every(german);
  const [only, ...others] = items;
  if (!only) return null;
  if (others.length === 0) {
    return (
      <section className="choice">
        <h2>{choice.legend}</h2>
        <div className="single">
          <b>
            <Words text={only.title} untranslated={untranslated} />
          </b>
          <p>
            <Words text={only.text} untranslated={untranslated} />
          </p>
        </div>
        <GermanOnly texts={texts} notice={page.notice} t={t} />
      </section>
    );
  }
  const error = page.errors.find((each) => each.field === 'items');
  return (
    <fieldset className="choice" aria-describedby={error ? `items-hint ${errorId('items')}` : 'items-hint'}>
      <legend>{choice.legend}</legend>
      <p className="hint" id="items-hint">
        {choice.hint}
      </p>
      {allGerman ? <GermanOnly texts={texts} notice={page.notice} t={t} /> : null}
      {error ? <FieldFault field="items" text={errorText(error, page.notice, t)} t={t} /> : null}
      {items.map((item) => (
        <label className="box" key={item.key}>
          <input
            type="checkbox"
            name="item"
            value={item.key}
            id={itemId(item.key)}
            defaultChecked={page.values.ticked.includes(item.key)}
            aria-labelledby={`${itemId(item.key)}-title`}
            aria-describedby={`${itemId(item.key)}-text`}
          />
          <span>
            <b id={`${itemId(item.key)}-title`}>
              <Words text={item.title} untranslated={untranslated} />
            </b>
            <span id={`${itemId(item.key)}-text`}>
              <Words text={item.text} untranslated={untranslated} />
              {german(item) && !allGerman ? <i>{t('page.german_only')}</i> : null}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
