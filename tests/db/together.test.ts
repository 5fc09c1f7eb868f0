import { QueryPromise } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { together } from '#db/queries/together.ts';

/** As the query builder's statements, of which it is one: nothing happens until somebody waits, and each wait is a run. */
class Statement<T> extends QueryPromise<T> {
  readonly #run: () => Promise<T>;

  constructor(run: () => Promise<T>) {
    super();
    this.#run = run;
  }

  override execute(): Promise<T> {
    return this.#run();
  }
}

test('statements start in their order, each once, and none waits for another', async () => {
  const begun: string[] = [];
  const { promise: open, resolve } = Promise.withResolvers<null>();
  const slow = new Statement(async () => {
    begun.push('first');
    await open;
    return 1;
  });
  const quick = new Statement(async () => {
    begun.push('second');
    resolve(null); // the first ends only because this one was begun beside it
    return 'two';
  });
  expect(await together(slow, quick)).toEqual([1, 'two']);
  expect(begun).toEqual(['first', 'second']);
});

test('where one fails, all have ended before that is told', async () => {
  let ended = false;
  const fails = new Statement(async () => Promise.reject(new Error('refused')));
  const slow = new Statement(async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    ended = true;
  });
  await expect(together(fails, slow)).rejects.toThrow('refused');
  expect(ended).toBe(true);
});
