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

it('W37 looks at the last twenty, most of which have to be off', () => {
  const medianAfter = watchClock(300_000);
  for (let number = 0; number < 30; number += 1) medianAfter(`good-${number}`, 0);
  const late = Array.from({ length: 11 }, (_, number) => medianAfter(`late-${number}`, -600_000));
  expect(late).toEqual([...Array<undefined>(10).fill(undefined), -600_000]);
});

it('W37 finds the middle in whatever order they come', () => {
  const medianAfter = watchClock(300_000);
  const skews = [-600_000, -600_000, 0, -600_000, 0];
  expect(skews.map((skew, number) => medianAfter(`msg-${number}`, skew)).at(-1)).toBe(-600_000);
});

it('W37 suspects nothing at the tolerance itself, either way', () => {
  for (const skew of [300_000, -300_000]) {
    const medianAfter = watchClock(300_000);
    for (let number = 0; number < 20; number += 1) expect(medianAfter(`msg-${number}`, skew)).toBeUndefined();
  }
});

it('W37 counts a delivery that comes again once', () => {
  const medianAfter = watchClock(300_000);
  for (let times = 0; times < 100; times += 1) expect(medianAfter('replayed', -600_000)).toBeUndefined();
});
