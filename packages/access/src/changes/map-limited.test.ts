import { expect, it } from 'vitest';
import { mapLimited } from './map-limited.ts';

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
