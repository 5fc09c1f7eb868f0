import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { connect, tried, type Sql } from './as-role.ts';

const at = useDatabase();
let firm: Firm;
let app: Sql;
let owner: Sql;
let superuser: Sql;

beforeAll(async () => {
  app = connect(at.appUrl, 'jawort_app');
  owner = connect(at.adminUrl, null);
  superuser = connect(at.superUrl, null);
  firm = await aFirm();
  receiptOf(await answerInvitation(firm, aPhone(), { item: ['order'] }));
});
afterAll(() => Promise.all([app, owner, superuser].map((sql) => sql.end({ timeout: 5 }))));

describe.each(['event', 'event_contact', 'version', 'log_node'])('%s is written once', (table) => {
  const changes = [
    `update public.${table} set business_id = business_id`,
    `delete from public.${table}`,
    `truncate public.${table} cascade`,
  ];

  test('the app has no right to change it', async () => {
    for (const change of changes) expect(await tried(app, firm.businessId, change), change).toBe('42501');
  });

  test('and the owner, who has, is stopped by the trigger, as is a superuser', async () => {
    for (const change of changes) {
      expect(await tried(owner, firm.businessId, change), change).toBe('23000');
      expect(await tried(superuser, null, change), change).toBe('23000');
    }
  });
});

describe('the clock of a business', () => {
  const set = (sql: Sql, id: string, offset: string) =>
    tried(sql, id, `update public.business set clock_offset = $1::text::interval where business_id = $2`, [
      offset,
      id,
    ]);

  test('of a live firm is the database’s: it cannot be moved', async () => {
    for (const offset of ['1 second', '-1 second']) {
      expect(await set(app, firm.businessId, offset), offset).toBe('23514');
      expect(await set(superuser, firm.businessId, offset), offset).toBe('23514');
    }
    expect(await set(app, firm.businessId, '0')).toBe(1);
  });

  test('of a twin moves forward', async () => {
    expect(await set(app, firm.twinId, '1 day')).toBe(1);
    expect(await set(app, firm.twinId, '-1 day')).toBe('23514');
  });

  test('of a twin never moves back', async () => {
    await superuser`update business set clock_offset = '2 days' where business_id = ${firm.twinId}`;
    expect(await set(superuser, firm.twinId, '1 day')).toBe('23514');
    expect(await set(superuser, firm.twinId, '47 hours')).toBe('23514');
    expect(await set(superuser, firm.twinId, '3 days')).toBe(1);
  });

  test('a firm never changes its mode: no twin becomes live with its clock ahead, no live firm a twin', async () => {
    const mode = (id: string, to: string) =>
      tried(
        superuser,
        null,
        `update public.business set mode = $1, clock_offset = '0' where business_id = $2`,
        [to, id],
      );
    expect(await mode(firm.businessId, 'test')).toBe('23514');
    expect(await mode(firm.twinId, 'live')).toBe('23514');
  });

  test('a twin has no twin', async () => {
    expect(
      await tried(
        superuser,
        null,
        'update public.business set twin_id = business_id where business_id = $1',
        [firm.twinId],
      ),
    ).toBe('23514');
  });
});
