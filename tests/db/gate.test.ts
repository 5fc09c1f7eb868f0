import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Gate } from '#db/gate.ts';

/** An act that ends when it is told to. */
function held(): { act: () => Promise<void>; end: () => void; begun: () => boolean } {
  let begun = false;
  const { promise, resolve } = Promise.withResolvers<void>();
  return { act: () => ((begun = true), promise), end: resolve, begun: () => begun };
}

test('so many at once and so many waiting; the next is refused at once and has not begun', async () => {
  const gate = new Gate({ atOnceMax: 2, waitingMax: 1, waitMsMax: 10_000 });
  const acts = [held(), held(), held(), held()] as const;
  const [one, two, three] = [acts[0], acts[1], acts[2]].map((each) => gate.through(each.act));
  await expect(gate.through(acts[3].act)).rejects.toMatchObject({ code: 'overloaded' });
  expect(acts.map((each) => each.begun())).toEqual([true, true, false, false]);
  expect(gate.figures).toEqual({ atOnce: 2, waiting: 1, refused: 1 });
  acts[0].end();
  await one;
  await sleep(0);
  expect(acts[2].begun()).toBe(true);
  acts[1].end();
  acts[2].end();
  await Promise.all([two, three]);
  expect(gate.figures).toEqual({ atOnce: 0, waiting: 0, refused: 1 });
});

test('whoever waits too long is refused and never begins, and the place is not lost', async () => {
  const gate = new Gate({ atOnceMax: 1, waitingMax: 10, waitMsMax: 60 });
  const [first, late, next] = [held(), held(), held()];
  const one = gate.through(first.act);
  await expect(gate.through(late.act)).rejects.toMatchObject({ code: 'overloaded' });
  first.end();
  await one;
  expect(late.begun()).toBe(false);
  next.end();
  await gate.through(next.act);
  expect(gate.figures).toMatchObject({ atOnce: 0, waiting: 0 });
});

test('an act that fails gives its place back', async () => {
  const gate = new Gate({ atOnceMax: 1, waitingMax: 0, waitMsMax: 60 });
  for (let i = 0; i < 3; i += 1)
    await expect(gate.through(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(gate.figures).toMatchObject({ atOnce: 0, refused: 0 });
});
