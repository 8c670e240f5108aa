import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import type { Fault } from './fault.ts';

const path = '/devices/list';

/** A request with a fault, to a fake whose delays end when its clock moves. */
const start = (fault: Fault) => {
  const { faults, fetch, endpoint, apiKey, clock } = createFakeSeam({ wait: 'clock' });
  faults.queue(path, fault);
  const caller = new AbortController();
  const headers = { authorization: `Bearer ${apiKey}` };
  const response = fetch(endpoint + path, { headers, signal: caller.signal });
  return { caller, clock, response };
};

describe('a delay on the clock of the fake', () => {
  it('ends at once when the caller aborts before it has begun', async () => {
    const { caller, response } = start({ kind: 'latency', ms: 1000 });
    caller.abort();
    await expect(response).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });

  it('of a slow body ends with one move of the clock by its time', async () => {
    const { clock, response } = start({ kind: 'slow_body', ms: 400 });
    const body = (await response).json();
    clock.advance(400);
    expect(await body).toMatchObject({ ok: true });
  });

  it('of a slow body is not over before its time', async () => {
    const { clock, response } = start({ kind: 'slow_body', ms: 400 });
    const reader = (await response).body!.getReader();
    clock.advance(399);
    for (let piece = 0; piece < 3; piece += 1) await reader.read();
    const last = reader.read().then(() => clock.now().getTime());
    clock.advance(1);
    expect(await last).toBe(Date.parse('2026-01-01T00:00:00.400Z'));
  });
});
