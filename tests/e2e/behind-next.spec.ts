import { startNextAlone } from '#tests/support/running-app.ts';
import { expect, freshPhone, test } from './app.ts';

test('without our own server the same doors answer the same @js', async ({ app, api, page }, info) => {
  const next = await startNextAlone(app);
  try {
    const ask = async (base: string, body: unknown, path = '/api/v1/checks') => {
      const answer = await fetch(`${base}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${app.demo.live_key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const { checked_at, decision_id, request_id, ...rest } = (await answer.json()) as Record<
        string,
        unknown
      >;
      return {
        status: answer.status,
        type: answer.headers.get('content-type'),
        known: [typeof checked_at, typeof decision_id, typeof request_id],
        rest,
      };
    };
    const phone = freshPhone(info.workerIndex);
    for (const body of [
      { contact: { phone }, channel: 'whatsapp', purpose: 'order' },
      { contact: { phone: 'ring me' }, channel: 'whatsapp', purpose: 'order' },
      { contact: { phone }, channel: 'pigeon', purpose: 'order' },
      [],
    ]) {
      expect(await ask(next.url, body)).toEqual(await ask(app.url, body));
    }

    const invitation = new URL(await api.invite(phone));
    await page.goto(`${next.url}${invitation.pathname}`);
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Angekreuztes erlauben' }).click();
    await expect(page).toHaveURL(new RegExp(`^${next.url}/r/`, 'u'));
    expect(await api.check(phone)).toMatchObject({ allowed: true });
    await page.getByRole('button', { name: 'Alles widerrufen' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Widerrufen');
    expect(await api.check(phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    expect((await fetch(`${next.url}/e/nobody/nothing`)).status).toBe(404);

    const small = ['/help?l=en', `/accessibility?e=${app.demo.business}`, '/s/222222', '/s/x', '/help/more'];
    for (const path of small) {
      const read = async (base: string) => {
        const answer = await fetch(`${base}${path}`, { headers: { 'accept-language': 'en' } });
        const language = answer.headers.get('content-language');
        expect(answer.headers.get('vary')).toContain('accept-language');
        return { status: answer.status, language, body: await answer.text() };
      };
      expect(await read(next.url), path).toEqual(await read(app.url));
    }
  } finally {
    await next.stop();
  }
});
