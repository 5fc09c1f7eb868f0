import type { Translate } from '#lib/i18n/translate.ts';
import { errorId, errorText, itemId } from './errors.ts';
import { FieldFault } from './field-fault.tsx';
import type { QuestionPage } from './views.ts';
import { Words } from './words.tsx';

/** One box a purpose, none ticked before the person ticks it. A single purpose has no box: the button is the act. */
export function Items({ page, t }: { page: QuestionPage; t: Translate }) {
  const { items, choice } = page.notice;
  const [only, ...others] = items;
  if (!only) return null;
  if (others.length === 0) {
    return (
      <section className="choice">
        <h2>{choice.legend}</h2>
        <div className="single">
          <b>{only.title}</b>
          <p>
            <Words text={only.text} />
          </p>
        </div>
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
            <b id={`${itemId(item.key)}-title`}>{item.title}</b>
            <span id={`${itemId(item.key)}-text`}>
              <Words text={item.text} />
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
