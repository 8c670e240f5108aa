import { describe, expect, it } from 'vitest';
import { createLimit } from './limit.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('createLimit', () => {
  it('runs at most as many at a time as it allows, in order', async () => {
    const limit = createLimit(2);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const work = async (index: number) => {
      running += 1;
      most = Math.max(most, running);
      order.push(index);
      await turn();
      running -= 1;
      return index;
    };
    const indexes = [0, 1, 2, 3, 4];
    expect(await Promise.all(indexes.map((index) => limit(() => work(index))))).toEqual(indexes);
    expect({ most, order }).toEqual({ most: 2, order: indexes });
  });

  it.each([
    ['starts nothing more after a fatal failure', true, 1],
    ['goes on after another failure', false, 3],
  ])('%s', async (_, isFatal, started) => {
    const limit = createLimit(1, () => isFatal);
    let count = 0;
    const results = await Promise.allSettled(
      [0, 1, 2].map((index) =>
        limit(async () => {
          count += 1;
          await turn();
          if (index === 0) throw new Error('failed');
        }),
      ),
    );
    expect(count).toBe(started);
    expect(results.map(({ status }) => status)).toEqual([
      'rejected',
      ...(isFatal ? ['rejected', 'rejected'] : ['fulfilled', 'fulfilled']),
    ]);
  });
});
