import { describe, expect, it, vi } from 'vitest';
import { headerOf, mount, refusal } from './mount.test-helper.ts';
import { gate } from './support.test-helper.ts';

const document = '/openapi.json';
const list = '/user_identities/list';

describe('the OpenAPI document', () => {
  it('R59: is subject to the rate limit', async () => {
    const actor = vi.fn(() => 'ada');
    const rateLimit = (req: unknown) => (headerOf(req, 'x-user') === 'mallory' ? 1500 : undefined);
    await using it = await mount({ openapi: true, rateLimit, actor });
    const response = await it.send(document, { headers: { 'x-user': 'mallory' } });
    expect(response).toMatchObject(refusal(429, 'rate_limit_exceeded'));
    expect(response.headers.get('retry-after')).toBe('2');
    expect((await it.send(document)).status).toBe(200);
    expect(actor).not.toHaveBeenCalled();
  });

  it('is subject to the concurrency limit, and drain waits for it', async () => {
    const started = gate();
    const released = gate();
    const authorize = async () => {
      started.open();
      await released.opened;
      return true;
    };
    await using it = await mount({ openapi: { authorize }, maxInFlight: 1 });
    const first = it.send(document);
    await started.opened;
    expect(await it.send(document)).toMatchObject(refusal(503, 'overloaded'));
    expect(await it.send(list)).toMatchObject(refusal(503, 'overloaded'));
    const drained = vi.fn();
    const draining = it.drain().then(drained);
    expect(await it.send(document)).toMatchObject(refusal(503, 'shutting_down'));
    expect(drained).not.toHaveBeenCalled();
    released.open();
    expect((await first).status).toBe(200);
    await draining;
  });
});
