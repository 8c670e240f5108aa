import { describe, expect, it } from 'vitest';
import { createFakeSeam } from './create-fake.ts';

const startStrict = () => createFakeSeam({ strict: true, seed: 'empty' });

describe('verify()', () => {
  it.each<[string, (fake: ReturnType<typeof startStrict>) => void, string]>([
    [
      'a queued fault',
      ({ faults }) => faults.queue('/devices/list', { kind: 'reset', applied: true }),
      'was queued for /devices/list but not used',
    ],
    [
      'a queued webhook fault',
      ({ webhooks }) => webhooks.faults.queue({ kind: 'lose' }),
      'The webhook fault {"kind":"lose"} was queued but not used',
    ],
    [
      'a failure at the provider',
      ({ provider }) => provider.failNext('access_code.set'),
      'The failure of access_code.set was planned but did not happen',
    ],
  ])('reports %s that did not happen, also at the end of a strict test', async (_, plan, message) => {
    const fake = startStrict();
    plan(fake);
    expect(() => fake.verify()).toThrow(message);
    await expect(fake[Symbol.asyncDispose]()).rejects.toThrow(message);
    fake.reset();
    expect(() => fake.verify()).not.toThrow();
  });

  it('reports a parameter that Seam does not have, at any depth', async () => {
    const fake = startStrict();
    const { fetch, endpoint, apiKey } = fake;
    await fetch(`${endpoint}/access_grants/create`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ user_identity: { name: 'Ada' }, requested_access_methods: [{ mode: 'code' }] }),
    });
    expect(() => fake.verify()).toThrow(
      'Unknown parameter user_identity.name in a request to /access_grants/create.',
    );
  });

  it('reports nothing after the planned failures happened', async () => {
    const fake = startStrict();
    const { add, seam, provider, webhooks } = fake;
    const { device_id } = add.device();
    const { url } = add.webhook();
    webhooks.receive(url, () => new Response());
    webhooks.faults.queue({ kind: 'duplicate' });
    provider.failNext('access_code.set');
    await seam.accessCodes.create({ device_id });
    await webhooks.flush();
    expect(() => fake.verify()).not.toThrow();
  });

  it('checks a fake that is not strict when it is called, and not when the fake is disposed of', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    fake.faults.queue('/devices/list', { kind: 'reset', applied: true });
    await fake.fetch(`${fake.endpoint}/devices/lst`);
    expect(() => fake.verify()).toThrow(/devices\/lst is not a Seam endpoint[^]*not used/);
    await expect(fake[Symbol.asyncDispose]()).resolves.toBeUndefined();
  });
});
