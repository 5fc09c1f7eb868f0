import AxeBuilder from '@axe-core/playwright';
import { expect, freshPhone, test } from './app.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280]) {
    test(`question and receipt have no accessibility fault, ${scheme}, ${String(width)} px @js`, async ({
      browser,
      api,
    }, info) => {
      const context = await browser.newContext({
        colorScheme: scheme,
        viewport: { width, height: 740 },
        locale: 'de-DE',
      });
      const page = await context.newPage();
      await page.goto(await api.invite(freshPhone(info.workerIndex)));
      expect((await new AxeBuilder({ page }).withTags(tags).analyze()).violations).toEqual([]);
      await page.getByRole('checkbox').first().check();
      await page.getByRole('button', { name: 'Angekreuztes erlauben' }).click();
      expect((await new AxeBuilder({ page }).withTags(tags).analyze()).violations).toEqual([]);
      await page.getByRole('button', { name: 'Alles widerrufen' }).click();
      expect((await new AxeBuilder({ page }).withTags(tags).analyze()).violations).toEqual([]);
      await context.close();
    });
  }
}

test('the two buttons are the same button twice', async ({ page, app }) => {
  await page.goto(app.demo.page_url);
  const looks = await page.locator('button[name=choice]').evaluateAll((buttons) =>
    buttons.map((b) => {
      const { width, height } = b.getBoundingClientRect();
      const s = getComputedStyle(b);
      return [
        width,
        height,
        s.backgroundColor,
        s.color,
        s.borderTopColor,
        s.borderTopWidth,
        s.fontSize,
        s.fontWeight,
      ].join(' ');
    }),
  );
  expect(looks).toHaveLength(2);
  expect(looks[0]).toBe(looks[1]);
});

test('no page of the path scrolls sideways at 320 px', async ({ page, app, api }, info) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const url of [
    app.demo.page_url,
    await api.invite(freshPhone(info.workerIndex)),
    `${app.url}/e/${app.demo.business}/imprint`,
  ]) {
    await page.goto(url);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
});

test('a cold visit stays small: one document, fonts, no cookie, no foreign host, no script', async ({
  page,
  app,
  context,
}) => {
  const answers: { url: string; type: string; bytes: number }[] = [];
  page.on('response', (r) => {
    void r
      .request()
      .sizes()
      .then((s) =>
        answers.push({ url: r.url(), type: r.request().resourceType(), bytes: s.responseBodySize }),
      );
  });
  await page.goto(app.demo.page_url, { waitUntil: 'networkidle' });
  const total = answers.reduce((sum, a) => sum + a.bytes, 0);
  const document = answers.find((a) => a.type === 'document');
  console.log(
    `page weight: document ${String(document?.bytes)} bytes, total ${String(total)} bytes, ${String(answers.length)} requests`,
  );
  expect(document?.bytes).toBeLessThanOrEqual(14 * 1024);
  expect(total).toBeLessThanOrEqual(48 * 1024);
  expect(answers.length).toBeLessThanOrEqual(5);
  expect(answers.filter((a) => a.type === 'script')).toEqual([]);
  expect(answers.every((a) => new URL(a.url).origin === app.url)).toBe(true);
  expect(await context.cookies()).toEqual([]);
});
