import { describe, expect, it, vi } from 'vitest';
import { gate } from './gate.test-helper.ts';
import { headerOf, mount, refusal } from './mount.test-helper.ts';

const document = '/openapi.json';
const list = '/user_identities/list';

describe('the document of what is exposed', () => {
  it('R59: is read no more often than anything else', async () => {
    const actor = vi.fn(() => 'ada');
    const rateLimit = (req: unknown) => (headerOf(req, 'x-user') === 'mallory' ? 1500 : undefined);
    await using it = await mount({ openapi: true, rateLimit, actor });
    const answer = await it.send(document, { headers: { 'x-user': 'mallory' } });
    expect(answer).toMatchObject(refusal(429, 'rate_limit_exceeded'));
    expect(answer.headers.get('retry-after')).toBe('2');
    expect((await it.send(document)).status).toBe(200);
    expect(actor).not.toHaveBeenCalled();
  });

  it('has no room where there is none, and is waited for by drain', async () => {
    const asked = gate();
    const decided = gate();
    const authorize = async () => {
      asked.open();
      await decided.opened;
      return true;
    };
    await using it = await mount({ openapi: { authorize }, maxInFlight: 1 });
    const first = it.send(document);
    await asked.opened;
    expect(await it.send(document)).toMatchObject(refusal(503, 'overloaded'));
    expect(await it.send(list)).toMatchObject(refusal(503, 'overloaded'));
    const drained = vi.fn();
    const draining = it.drain().then(drained);
    expect(await it.send(document)).toMatchObject(refusal(503, 'shutting_down'));
    expect(drained).not.toHaveBeenCalled();
    decided.open();
    expect((await first).status).toBe(200);
    await draining;
  });
});
