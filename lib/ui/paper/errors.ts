import type { Notice } from '#lib/domain/template/notice.ts';
import type { MessageKey, Translate } from '#lib/i18n/translate.ts';
import type { FieldError } from './views.ts';

/** The sentence for a fault: the same at the field and in the summary. */
export function errorText(error: FieldError, notice: Notice, t: Translate): string {
  return t(errorKey(error), { refuse: notice.buttons.refuse });
}

// One branch a field: TypeScript then proves that every field and code has its sentence in the catalogue.
function errorKey(error: FieldError): MessageKey {
  switch (error.field) {
    case 'items':
      return `error.items.${error.code}`;
    case 'name':
      return `error.name.${error.code}`;
    case 'phone':
      return `error.phone.${error.code}`;
    case 'email':
      return `error.email.${error.code}`;
    case 'form':
      return `error.form.${error.code}`;
  }
}

export function errorId(field: FieldError['field']): string {
  return `error-${field}`;
}

export function itemId(key: string): string {
  return `item-${key}`;
}

/** Where the summary's link goes: the field itself, for the boxes the first of them. */
export function targetId(field: FieldError['field'], notice: Notice): string | null {
  if (field === 'form') return null;
  if (field !== 'items') return field;
  const [first] = notice.items;
  return first ? itemId(first.key) : null;
}
