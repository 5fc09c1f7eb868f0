import { describe, expect, test } from 'vitest';
import { renderDocument } from '#lib/ui/paper/document.tsx';
import { notice, pages, question, sommer } from './fixtures.ts';
import { tags, visibleText } from './markup.ts';

const draw = async (name: string) => (await renderDocument(pages[name] ?? question)).html;

test('an anonymous No says that nothing was stored and offers no way to change what is not there', async () => {
  const html = await draw('declined');
  expect(visibleText(html)).toContain('In Ordnung. Es wurde nichts gespeichert.');
  expect(tags(html, 'form')).toEqual([]);
});

test('the text page holds every word of the notice, unfolded, with number, date and fingerprint', async () => {
  const html = await draw('text');
  const text = visibleText(html).replaceAll(/\s+/gu, ' ');
  expect(tags(html, 'details')).toEqual([]);
  const words = [
    notice.title,
    ...notice.facts.flatMap((fact) => [fact.question, fact.answer]),
    ...notice.items.flatMap((item) => [item.title, item.text]),
    notice.age,
    notice.withdrawal,
    notice.buttons.grant,
    notice.buttons.refuse,
    ...notice.sections.flatMap((section) => [
      section.title,
      ...section.paragraphs,
      ...section.recipients.flatMap((each) => [each.name, each.address, each.country, each.role, each.data]),
    ]),
    '02.11.2026, 09:15 Uhr (MEZ)',
    '3f9c 2f3b 1d0a',
  ];
  for (const each of words) expect(text).toContain(each);
});

test('the imprint writes out name, address, representative, phone, e-mail, register and tax number', async () => {
  const text = visibleText(await draw('imprint'));
  const { legalName, street, postalCode, town, representedBy, phone, email, register, vatId } = sommer;
  for (const part of [legalName, street, postalCode, town, representedBy, phone, email, register, vatId]) {
    expect(text).toContain(part);
  }
});

test('the privacy notice names controller, officer or none, purposes, basis, recipients, rights, authority and us', async () => {
  const text = visibleText(await draw('privacy'));
  for (const part of [
    'Wer ist verantwortlich? Dachdeckerei Sommer GmbH',
    'keine eigene Person benannt',
    'Werbung per WhatsApp',
    'Art. 6 Abs. 1 Buchstabe a DSGVO',
    'Spenglerei Aydın GmbH',
    'Welche Rechte habe ich?',
    'Heilbronner Straße 35',
    'Art. 28 DSGVO',
    'Niemand entscheidet hier automatisch über Sie.',
  ]) {
    expect(text).toContain(part);
  }
});

describe('a page that is neither question nor answer', () => {
  test('names no firm and leads to none where a wrong token must look like one that never was', async () => {
    const html = await draw('state-not-found');
    expect(tags(html, 'a').map((tag) => tag.attributes.get('href'))).toEqual([
      '?l=de',
      '?l=en',
      '/help',
      '/accessibility',
    ]);
    expect(visibleText(html)).not.toContain('Sommer');
  });

  test('gives the phone of the firm where it is known', async () => {
    for (const name of ['state-expired', 'state-suspended', 'state-rate-limited', 'state-look-again']) {
      expect(await draw(name)).toContain('href="tel:03023125100"');
    }
  });

  test('after an answer that was already given shows nothing of it', async () => {
    const html = await draw('state-already-answered');
    expect(visibleText(html)).not.toMatch(/Erlaubt|4F7K|24\.11/u);
    expect(tags(html, 'a').map((tag) => tag.attributes.get('href'))).not.toContain('/r/');
  });

  test('leads someone who has answered to the copy, where the link gave the right to it', async () => {
    const page = pages['state-already-answered-link'];
    expect(page?.kind === 'state' && page.againUrl).toBe('/r/AZqk3v0aTfK2oB1m9cXyPQ7rL0dW5nH8sJ4tE6uG1iA');
    expect(visibleText(await draw('state-already-answered-link'))).toContain('Durchschlag ansehen');
  });
});
