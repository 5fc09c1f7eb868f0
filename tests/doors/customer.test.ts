import { describe, expect, test } from 'vitest';
import { setSuspended } from '#lib/services/business/suspend.ts';
import { createInvitation } from '#lib/services/invitation/create.ts';
import { fieldValue, get, post } from '#tests/support/browser-like.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, aPhone, type Firm } from '#tests/support/scene.ts';

useDatabase();

const pageOf = (firm: Firm) => `/e/${firm.slug}/${firm.pageSlug}`;

async function snapshotOf(path: string): Promise<string> {
  return fieldValue(await (await get(path)).text(), 'snapshot');
}

async function invite(firm: Firm, phone: string): Promise<string> {
  const { token } = await createInvitation(firm.live, {
    contact: { phone },
    page: firm.pageSlug,
    delivered_by: 'whatsapp',
  });
  return token;
}

/** Without the style sheet, which has words of its own. */
function markupOf(html: string): string {
  return html.replace(/<style>.*?<\/style>/su, '');
}

describe('the question', () => {
  test('shows firm, recipients and unticked boxes, without script, cookie or foreign host', async () => {
    const firm = await aFirm();
    const answer = await get(pageOf(firm));
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/u);
    expect(answer.headers.get('content-security-policy')).not.toContain('script-src');
    expect(html).toContain('Meta Platforms, Inc.');
    expect(markupOf(html)).not.toMatch(/<script|\bchecked\b|https?:\/\/(?!www\.(whatsapp|facebook)\.com\/)/u);
    expect(html.match(/name="item"/gu)).toHaveLength(5);
  });

  test('a yes leads to a receipt, and the receipt to a withdrawal', async () => {
    const firm = await aFirm();
    const path = `/i/${await invite(firm, aPhone())}`;
    const snapshot = await snapshotOf(path);
    const answered = await post(path, [
      ['snapshot', snapshot],
      ['item', 'order'],
      ['name', 'Łukasz Öztürk'],
      ['choice', 'grant'],
    ]);
    expect(answered.status).toBe(303);
    const receipt = answered.headers.get('location') ?? '';
    expect(receipt).toMatch(/^\/r\/[A-Za-z0-9_-]{43}$/u);
    expect(await (await get(receipt)).text()).toContain('Alles widerrufen');
    const withdrawn = await post(receipt, [['withdraw', 'all']]);
    expect([withdrawn.status, withdrawn.headers.get('location')]).toEqual([303, receipt]);
    expect(await (await get(receipt)).text()).toContain('Widerrufen');
    expect(await (await get(path)).text()).toContain('schon geantwortet');
  });

  test('a fault keeps ticks and typing, and says what to do', async () => {
    const firm = await aFirm();
    const snapshot = await snapshotOf(pageOf(firm));
    const answer = await post(pageOf(firm), [
      ['snapshot', snapshot],
      ['item', 'order'],
      ['item', 'advertising_email'],
      ['name', 'Aydın <b>'],
      ['phone', '0176'],
      ['email', ''],
      ['choice', 'grant'],
    ]);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('<title>Fehler:');
    expect(markupOf(html).match(/\bchecked\b/gu)).toHaveLength(2);
    expect(fieldValue(html, 'name')).toBe('Aydın &lt;b&gt;');
    expect(fieldValue(html, 'phone')).toBe('0176');
    expect(fieldValue(html, 'snapshot')).toBe(snapshot);
  });

  test('a No without a number stores nothing and says so', async () => {
    const firm = await aFirm();
    const snapshot = await snapshotOf(pageOf(firm));
    const answer = await post(pageOf(firm), [
      ['snapshot', snapshot],
      ['choice', 'refuse'],
    ]);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('nichts gespeichert');
  });

  test('a suspended firm asks nothing, and its receipts still withdraw', async () => {
    const firm = await aFirm();
    const path = `/i/${await invite(firm, aPhone())}`;
    const answered = await post(path, [
      ['snapshot', await snapshotOf(path)],
      ['item', 'order'],
      ['choice', 'grant'],
    ]);
    await setSuspended(firm.businessId, { suspended: true, by: 'test' });
    expect(await (await get(pageOf(firm))).text()).not.toContain('name="snapshot"');
    const receipt = answered.headers.get('location') ?? '';
    expect((await post(receipt, [['withdraw', 'all']])).status).toBe(303);
  });

  test('imprint, privacy and text are there; what is not, is the same page for everybody', async () => {
    const firm = await aFirm();
    for (const path of [`/e/${firm.slug}/imprint`, `/e/${firm.slug}/privacy`, `/t/${firm.versionId}`]) {
      expect((await get(path)).status, path).toBe(200);
    }
    const missing = [
      '/e/nobody/auftrag',
      `/e/${firm.slug}/nothing`,
      '/i/x',
      `/r/${'A'.repeat(43)}`,
      `/t/${'0'.repeat(64)}`,
      '/e/x',
    ];
    const bodies = await Promise.all(
      missing.map(async (path) => [(await get(path)).status, await (await get(path)).text()]),
    );
    expect(new Set(bodies.map((b) => JSON.stringify(b))).size).toBe(1);
    expect(bodies[0]?.[0]).toBe(404);
  });
});

describe('bad input', () => {
  test.each([
    [
      'unknown field',
      [
        ['choice', 'grant'],
        ['extra', '1'],
      ],
      400,
    ],
    [
      'two choices',
      [
        ['choice', 'grant'],
        ['choice', 'refuse'],
      ],
      400,
    ],
    [
      'two names',
      [
        ['choice', 'grant'],
        ['name', 'a'],
        ['name', 'b'],
      ],
      400,
    ],
    ['no choice', [], 400],
    [
      'foreign snapshot',
      [
        ['choice', 'grant'],
        ['snapshot', 'x.y'],
      ],
      409,
    ],
    [
      'unknown item',
      [
        ['choice', 'grant'],
        ['item', 'everything'],
        ['phone', '0176 04069042'],
      ],
      422,
    ],
    [
      'NUL in a name',
      [
        ['choice', 'grant'],
        ['item', 'order'],
        ['phone', '0176 04069042'],
        ['name', 'a\0b'],
      ],
      422,
    ],
    [
      'direction override in a name',
      [
        ['choice', 'grant'],
        ['item', 'order'],
        ['phone', '0176 04069042'],
        ['name', 'a\u202eb'],
      ],
      422,
    ],
    [
      'very long name',
      [
        ['choice', 'grant'],
        ['item', 'order'],
        ['phone', '0176 04069042'],
        ['name', 'x'.repeat(50_000)],
      ],
      422,
    ],
    [
      'name of a megabyte',
      [
        ['choice', 'grant'],
        ['name', 'x'.repeat(1_000_000)],
      ],
      413,
    ],
    [
      'refusal with nonsense everywhere',
      [
        ['choice', 'refuse'],
        ['name', '\0'],
        ['phone', 'ring me'],
        ['email', '@@'],
      ],
      200,
    ],
  ] as [string, [string, string][], number][])('%s', async (_name, fields, status) => {
    const firm = await aFirm();
    const snapshot = await snapshotOf(pageOf(firm));
    const all = fields.some(([k]) => k === 'snapshot')
      ? fields
      : [['snapshot', snapshot] as const, ...fields];
    expect((await post(pageOf(firm), all)).status).toBe(status);
  });
});
