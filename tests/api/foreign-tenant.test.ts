import postgres from 'postgres';
import { beforeAll, describe, expect, test } from 'vitest';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import type { TemplateDraft } from '#lib/domain/template/draft.ts';
import { publishVersion } from '#lib/services/template/publish.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { comparable, useBothMounts } from './both-mounts.ts';
import { document } from './contract.ts';
import { post, type Answer, type Sent } from './mounts.ts';

const database = useDatabase();
const { ask } = useBothMounts();

/*
 * Every operation of the document is asked about what another firm has and about what nobody has; the answers must be
 * the same bytes. A new operation is covered by standing in the document; a new field makes the first test fail until
 * somebody says here whether it can name another firm's rows.
 */

type Schema = { readonly $ref?: string; readonly properties?: Readonly<Record<string, unknown>> };
interface Operation {
  readonly path: string;
  readonly method: string;
  readonly secured: boolean;
  readonly fields: readonly string[];
  readonly example: Readonly<Record<string, unknown>>;
}

/** Fields that cannot name a row: words of ours, switches, and what only the caller reads again. */
const harmless = new Set([
  'channel',
  'intent',
  'min_as_of',
  'ref',
  'capture_url',
  'delivered_by',
  'locale',
  'expires_in',
  'text',
  'received_at',
  'topic',
  'made_at',
  'how',
]);

/** Numbers of the caller's own log; that another firm's is another one is shown in ledger.test.ts. */
const numbersOfTheLog = new Set(['seq', 'size', 'from', 'to']);

/** For each field that can: what the other firm has, and what nobody has. */
let pairs: Readonly<Record<string, { theirs: unknown; nobodys: unknown }>> = {};
let mine: Firm;
let other: Firm;

const ownPage: TemplateDraft = {
  ...rooferDraft,
  items: rooferDraft.items.map((item) =>
    item.key === 'photos' ? { ...item, purpose: 'x-dachrinne' } : item,
  ),
  partners: rooferDraft.partners.map((partner) =>
    partner.key === 'partner:geruestbau-lang' ? { ...partner, key: 'partner:nur-dort' } : partner,
  ),
};

beforeAll(async () => {
  mine = await aFirm();
  other = await aFirm();
  const theirDraft = {
    ...ownPage,
    items: ownPage.items.map((item) => ({
      ...item,
      recipients: item.recipients.map((r) => (r === 'partner:geruestbau-lang' ? 'partner:nur-dort' : r)),
    })),
  };
  await publishVersion(other.businessId, { pageSlug: 'nur-dort', draft: theirDraft, by: 'test' });
  const theirPhone = aPhone();
  receiptOf(await answerInvitation(other, theirPhone, { item: ['order'] }));
  pairs = {
    contact: { theirs: { phone: theirPhone }, nobodys: { phone: aPhone() } },
    from: { theirs: { phone: theirPhone }, nobodys: { phone: aPhone() } },
    recipient: { theirs: 'partner:nur-dort', nobodys: 'partner:gibt-es-nicht' },
    page: { theirs: 'nur-dort', nobodys: 'gibt-es-nicht' },
    purpose: { theirs: 'x-dachrinne', nobodys: 'x-gibt-es-nicht' },
    recipients: { theirs: ['partner:nur-dort'], nobodys: ['partner:gibt-es-nicht'] },
  };
});

describe('another firm’s rows look like rows that never were', () => {
  test('it is known of every field and path parameter whether it can name a row of a firm', () => {
    const unknown = operations().flatMap((op) =>
      op.fields.filter(
        (f) => !harmless.has(f) && !(f in pairs) && !(op.method === 'GET' && numbersOfTheLog.has(f)),
      ),
    );
    expect(unknown).toEqual([]);
    expect(operations().filter((op) => op.path.includes('{'))).toEqual([]);
    expect(operations().length).toBeGreaterThanOrEqual(5);
  });

  test.for(operations().filter((op) => op.secured))(
    '$method $path: each field, theirs and nobody’s, same answer',
    async (op) => {
      for (const field of op.fields.filter(
        (f) => f in pairs && !(op.method === 'GET' && numbersOfTheLog.has(f)),
      )) {
        const theirs = await send(op, { [field]: pairs[field]?.theirs });
        const nobodys = await send(op, { [field]: pairs[field]?.nobodys });
        expect(comparable(theirs), field).toEqual(comparable(nobodys));
      }
    },
  );

  test('the fields do name something to the firm that has them: the test can fail', async () => {
    const check = operations().find((op) => op.path === '/api/v1/checks');
    if (!check) throw new Error('the check is not described');
    for (const field of ['contact', 'purpose', 'recipients']) {
      const theirs = await send(check, { [field]: pairs[field]?.theirs }, other.liveKey);
      const nobodys = await send(check, { [field]: pairs[field]?.nobodys }, other.liveKey);
      expect(comparable(theirs), field).not.toEqual(comparable(nobodys));
    }
  });

  test.for(operations().filter((op) => op.secured))(
    '$method $path: no key, and every verb, tells nothing of either firm',
    async (op) => {
      for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'POST']) {
        const bare = (firm: Firm): Sent => ({
          method,
          path: op.path,
          headers: { authorization: `Bearer ${firm.liveKey}` },
        });
        expect(comparable(await ask(bare(mine))), method).toEqual(comparable(await ask(bare(other))));
      }
      const bare = asked(op, op.example, null);
      expect((await ask(bare)).status).toBe(401);
    },
  );

  test('nothing of the other firm was touched by all that', async () => {
    const sql = postgres(database.superUrl, { max: 1 });
    const [rows] = await sql`select
      (select count(*)::int from contact where business_id = ${other.businessId}) as contacts,
      (select count(*)::int from invitation where business_id = ${other.businessId}) as invitations,
      (select count(*)::int from consent_use where business_id = ${other.businessId}) as uses`;
    await sql.end();
    expect(rows).toEqual({ contacts: 1, invitations: 1, uses: 0 });
  });
});

async function send(op: Operation, changed: object, key = mine.liveKey): Promise<Answer> {
  return ask(asked(op, { ...op.example, ...changed }, key));
}

/** Fields go into the body of a POST and into the address of a GET. */
function asked(op: Operation, fields: Readonly<Record<string, unknown>>, key: string | null): Sent {
  if (op.method === 'POST') return post(op.path, key, fields);
  const query = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  const path = op.fields.length === 0 ? op.path : `${op.path}?${query.toString()}`;
  return { method: op.method, path, headers: key === null ? {} : { authorization: `Bearer ${key}` } };
}

function operations(): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): Operation => {
      const { requestBody, security, parameters } = operation as {
        parameters?: readonly { name: string; in: string; example: unknown }[];
        requestBody?: { content: Readonly<Record<string, { schema: Schema; example: object }>> };
        security?: readonly unknown[];
      };
      const body = requestBody?.content['application/json'];
      const query = (parameters ?? []).filter((p) => p.in === 'query');
      return {
        path,
        method: method.toUpperCase(),
        secured: security?.length !== 0,
        fields: [...Object.keys(body ? propertiesOf(body.schema) : {}), ...query.map((p) => p.name)],
        example: { ...body?.example, ...Object.fromEntries(query.map((p) => [p.name, p.example])) },
      };
    }),
  );
}

function propertiesOf(schema: Schema): Readonly<Record<string, unknown>> {
  const name = schema.$ref?.split('/').at(-1);
  const { schemas } = document.components as { schemas: Readonly<Record<string, Schema>> };
  return (name === undefined ? schema : schemas[name])?.properties ?? {};
}
