import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../checked-fake.test-helper.ts';
import { type SeedName, seeds } from '../../src/seeds/index.ts';
import { danglingReferences } from './dangling-references.test-helper.ts';
import { everyEndpoint } from './every-endpoint.test-helper.ts';
import { methodOf } from './method-of.test-helper.ts';
import { prepareStep } from './prepare-step.test-helper.ts';
import { watch } from './watch.test-helper.ts';

const names = Object.keys(seeds) as SeedName[];
// The large seed would be slow in each step, without additional coverage.
const small = names.filter((name) => name !== 'large');

const lists = everyEndpoint.filter(
  ({ endpoint: { verb, as, required, variants = [[]] } }) =>
    verb === 'GET' &&
    (as === 'list' || as === 'page') &&
    !required &&
    variants.some((variant) => variant.length === 0),
);
const changing = everyEndpoint.filter(({ endpoint }) => endpoint.verb !== 'GET');

/** Endpoints that may change nothing although they are not reads. */
const withoutEffect: readonly string[] = ['/connected_accounts/sync'];

describe.each(small)('a tour of the seed "%s"', (seed) => {
  it.each(everyEndpoint)('calls $path', async ({ path, endpoint, names: method }) => {
    await using fake = createCheckedFake({ seed, strict: true });
    const { params, credential } = await prepareStep(fake, path);
    const { seam, leaks } = watch(fake, credential);
    fake.clock.advance(0);
    const before = JSON.stringify(fake.state);
    await methodOf(seam, method)(params);
    const isReading = endpoint.verb === 'GET' || withoutEffect.includes(path);
    expect(JSON.stringify(fake.state) === before).toBe(isReading);
    expect(leaks).toEqual([]);
    expect(danglingReferences(fake.state)).toEqual([]);
  });
});

describe('the state after a step', () => {
  it.each(changing)('is as documented after $path, and 60 days later', async ({ path, names: method }) => {
    await using fake = createCheckedFake({ seed: 'empty', strict: true });
    const { params, credential } = await prepareStep(fake, path);
    await methodOf(watch(fake, credential).seam, method)(params);

    const { seam, leaks } = watch(fake);
    for (const days of [0, 60]) {
      fake.clock.advance(days * 86_400_000);
      await seam.events.list({ since: '2025-01-01T00:00:00.000Z' });
      for (const list of lists) await methodOf(seam, list.names)({});
      expect(leaks).toEqual([]);
      expect(danglingReferences(fake.state)).toEqual([]);
    }
  });
});

describe.each(names)('the seed "%s"', (seed) => {
  const fake = createCheckedFake({ seed, strict: true });

  it.each(lists)('lists $path', async ({ names: method }) => {
    const { seam, leaks } = watch(fake);
    await expect(methodOf(seam, method)({})).resolves.toBeInstanceOf(Array);
    expect(leaks).toEqual([]);
  });
});
