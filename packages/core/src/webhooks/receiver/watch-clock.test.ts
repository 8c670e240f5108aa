import { expect, it } from 'vitest';
import { watchClock } from './watch-clock.ts';

it('W37 returns the median of the last twenty deliveries when that is beyond the tolerance', () => {
  const medianAfter = watchClock(300_000);
  const late = Array.from({ length: 5 }, (_, number) => medianAfter(`late-${number}`, -600_000 - number));
  expect(late).toEqual([undefined, undefined, undefined, undefined, -600_002]);
  const good = Array.from({ length: 20 }, (_, number) => medianAfter(`good-${number}`, number));
  expect(good.indexOf(undefined)).toBeLessThan(6);
  expect(good.at(-1)).toBeUndefined();
});

it('W37 counts a delivery that comes again once', () => {
  const medianAfter = watchClock(300_000);
  for (let times = 0; times < 100; times += 1) expect(medianAfter('replayed', -600_000)).toBeUndefined();
});
