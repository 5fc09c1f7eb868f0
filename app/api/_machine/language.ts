import type { SentenceLanguage } from '#lib/domain/check/sentences.ts';

const rememberedMax = 1_000;
const remembered = new Map<string, SentenceLanguage>();

/** German or English by Accept-Language (RFC 9110, 12.5.4); German where neither is asked for. */
export function languageOf(acceptLanguage: string | null): SentenceLanguage {
  if (acceptLanguage === null || acceptLanguage.length > 200) return 'de';
  const known = remembered.get(acceptLanguage);
  if (known !== undefined) return known;
  const language = chosen(acceptLanguage);
  // Programs send few different values; whoever sends many gets no memory.
  if (remembered.size < rememberedMax) remembered.set(acceptLanguage, language);
  return language;
}

function chosen(acceptLanguage: string): SentenceLanguage {
  let best: SentenceLanguage = 'de';
  let bestWeight = 0;
  for (const part of acceptLanguage.split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = /^(de|en)(?:-|$)/u.exec(tag.trim())?.[1];
    const weight = weightOf(parameters);
    if (language !== undefined && weight > bestWeight) {
      best = language === 'en' ? 'en' : 'de';
      bestWeight = weight;
    }
  }
  return best;
}

function weightOf(parameters: readonly string[]): number {
  const q = parameters
    .map((p) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/u.exec(p)?.[1])
    .find((each) => each !== undefined);
  return q === undefined ? 1 : Number(q);
}
