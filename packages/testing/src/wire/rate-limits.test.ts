import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';

const path = '/locks/lock_door';

/** How many of 20 requests in the same minute are accepted. */
const countAccepted = async (
  { add, fetch, endpoint, apiKey }: ReturnType<typeof createFakeSeam>,
  { device_id } = add.device(),
) => {
  const body = JSON.stringify({ device_id });
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  let accepted = 0;
  for (let request = 0; request < 20; request += 1)
    if ((await fetch(endpoint + path, { method: 'POST', headers, body })).ok) accepted += 1;
  return accepted;
};

describe('the rate limits after a reset', () => {
  it('do not count the requests from before', async () => {
    const fake = createFakeSeam({ seed: 'empty', rateLimits: true });
    expect(await countAccepted(fake)).toBe(15);
    fake.clock.advance(3_600_000);
    expect(await countAccepted(fake)).toBe(15);
    fake.reset();
    expect(await countAccepted(fake)).toBe(15);
  });

  it('do not count them after a snapshot is restored, in which they did not happen', async () => {
    const fake = createFakeSeam({ seed: 'empty', rateLimits: true });
    const device = fake.add.device();
    const snapshot = fake.snapshot();
    expect(await countAccepted(fake, device)).toBe(15);
    fake.restore(snapshot);
    expect(await countAccepted(fake, device)).toBe(15);
  });

  it('are off again if the options did not turn them on', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    fake.rateLimits.on();
    fake.reset();
    expect(await countAccepted(fake)).toBe(20);
  });
});
