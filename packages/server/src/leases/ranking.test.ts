import { expect, it } from 'vitest';
import { createRanking } from './ranking.ts';

it('compares small weights exactly, and large ones within a tenth', () => {
  const ranking = createRanking<string>();
  for (let weight = 1; weight <= 10; weight += 1) {
    ranking.set(String(weight), weight);
    expect(ranking.heaviest()).toBe(String(weight));
  }
  ranking.set('large', 10_000);
  ranking.set('larger', 11_100);
  expect(ranking.heaviest()).toBe('larger');
});

it('lowers a weight, and removes an item with weight 0', () => {
  const ranking = createRanking<string>();
  ranking.set('a', 5);
  ranking.set('b', 3);
  ranking.set('a', 2);
  expect(ranking.heaviest()).toBe('b');
  ranking.set('b', 0);
  expect(ranking.heaviest()).toBe('a');
  ranking.set('a', 0);
  expect(ranking.heaviest()).toBeUndefined();
});
