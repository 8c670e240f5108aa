import { describe, expect, it } from 'vitest';
import { createLimit, mapLimited } from './limit.ts';

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

describe('mapLimited', () => {
  it('maps with a limited number of calls at a time, in the order of the items', async () => {
    let [active, most] = [0, 0];
    const results = await mapLimited([3, 1, 2, 0, 4], 2, async (item) => {
      active += 1;
      most = Math.max(most, active);
      for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
      active -= 1;
      return item * 10;
    });
    expect({ results, most }).toEqual({ results: [30, 10, 20, 0, 40], most: 2 });
  });

  it('rejects after the calls in progress have ended, and starts no further one', async () => {
    const ended: number[] = [];
    const failing = mapLimited([0, 1, 2, 3], 2, async (item) => {
      if (item === 0) throw new Error('first');
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
      ended.push(item);
    });
    await expect(failing).rejects.toThrow('first');
    expect(ended).toEqual([1]);
  });
});
