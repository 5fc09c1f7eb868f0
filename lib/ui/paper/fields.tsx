import type { Translate } from '#lib/i18n/translate.ts';
import { errorId, errorText } from './errors.ts';
import { FieldFault } from './field-fault.tsx';
import type { QuestionPage } from './views.ts';
import { Words } from './words.tsx';

/** Only what is needed to keep the answer: a link that was sent to a number asks for none. */
export function Fields({ page, t }: { page: QuestionPage; t: Translate }) {
  const { needs } = page;
  return (
    <>
      {needs.name ? (
        <Field
          page={page}
          t={t}
          field="name"
          label={t('question.name')}
          hint={null}
          type="text"
          autoComplete="name"
        />
      ) : null}
      {needs.phone ? (
        <Field
          page={page}
          t={t}
          field="phone"
          label={t('question.phone')}
          hint={t('question.phone_hint')}
          type="tel"
          autoComplete="tel"
        />
      ) : null}
      {needs.email === 'optional' ? (
        <Field
          page={page}
          t={t}
          field="email"
          label={t('question.email')}
          hint={t('question.email_hint')}
          type="email"
          autoComplete="email"
        />
      ) : null}
    </>
  );
}

type FieldProps = {
  page: QuestionPage;
  t: Translate;
  field: 'name' | 'phone' | 'email';
  label: string;
  hint: string | null;
  type: 'text' | 'tel' | 'email';
  autoComplete: string;
};

function Field({ page, t, field, label, hint, type, autoComplete }: FieldProps) {
  const error = page.errors.find((each) => each.field === field);
  const described = [hint ? `${field}-hint` : null, error ? errorId(field) : null].filter(
    (id) => id !== null,
  );
  return (
    <div className="field">
      <label htmlFor={field}>{label}</label>
      {hint ? (
        <p className="hint" id={`${field}-hint`}>
          <Words text={hint} />
        </p>
      ) : null}
      {error ? <FieldFault field={field} text={errorText(error, page.notice, t)} t={t} /> : null}
      <input
        type={type}
        id={field}
        name={field}
        defaultValue={page.values[field]}
        autoComplete={autoComplete}
        // A number and an address read left to right in Arabic too; a name goes by its own letters.
        dir={field === 'name' ? 'auto' : 'ltr'}
        spellCheck={false}
        aria-describedby={described.length > 0 ? described.join(' ') : undefined}
        aria-invalid={error ? true : undefined}
      />
    </div>
  );
}
