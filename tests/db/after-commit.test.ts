import { expect, test } from 'vitest';
import { afterCommit, inBusiness, inSavepoint } from '#db/in-business.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm } from '#tests/support/scene.ts';

useDatabase();

test('what is counted is what was committed: nothing of a transaction or of a part that was taken back', async () => {
  const { businessId } = await aFirm();
  const told: string[] = [];
  const failing = inBusiness(businessId, async (tx) => {
    afterCommit(tx, () => told.push('taken back'));
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  await inBusiness(businessId, async (tx) => {
    afterCommit(tx, () => told.push('whole'));
    await inSavepoint(tx, async (part) => afterCommit(part, () => told.push('part')));
    const lost = inSavepoint(tx, async (part) => {
      afterCommit(part, () => told.push('part taken back'));
      throw new Error('on purpose');
    });
    await expect(lost).rejects.toThrow('on purpose');
    expect(told).toEqual([]);
  });
  expect(told).toEqual(['whole', 'part']);
});
