import type { Locale } from './locale.ts';
import de from './messages/de.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };

type Leaves<Branch, Prefix extends string = ''> = {
  [Key in keyof Branch & string]: Branch[Key] extends string
    ? `${Prefix}${Key}`
    : Leaves<Branch[Key], `${Prefix}${Key}.`>;
}[keyof Branch & string];

/** Every sentence of ours by its meaning, `receipt.withdraw_all`; a key that is not there is a type error. */
export type MessageKey = Leaves<typeof de>;
export type Translate = (key: MessageKey, params?: Readonly<Record<string, string>>) => string;

type Catalogue = { readonly [key: string]: string | Catalogue };

/** Whoever adds a key in one language adds it in all: what lacks one is a type error here, what has one too many a failing test. */
const complete: Record<Locale, typeof de> = { de, en };
const catalogues: Record<Locale, ReadonlyMap<string, string>> = {
  de: flatten(complete.de),
  en: flatten(complete.en),
};

/** The sentences of one language; `{name}` in a sentence is replaced by the parameter of that name. */
export function translator(locale: Locale): Translate {
  const messages = catalogues[locale];
  return (key, params = {}) =>
    (messages.get(key) ?? key).replaceAll(
      /\{(\w+)\}/gu,
      (placeholder, name: string) => params[name] ?? placeholder,
    );
}

function flatten(branch: Catalogue, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(branch).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}
