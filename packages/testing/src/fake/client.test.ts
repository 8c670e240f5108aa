import { describe, expect, it } from 'vitest';
import { createFakeSeam } from './create-fake.ts';

describe('the client of the fake', () => {
  it('retries and polls within milliseconds', async () => {
    const { seam, add, faults } = createFakeSeam({ seed: 'empty' });
    const { device_id } = add.device();
    const before = performance.now();
    const unavailable = { kind: 'status', status: 503 } as const;
    faults.queue('/devices/list', unavailable, unavailable, unavailable);
    expect(await seam.devices.list()).toHaveLength(1);
    expect(await seam.locks.unlockDoor({ device_id })).toMatchObject({ status: 'success' });
    // Before, this took 1.6 seconds.
    expect(performance.now() - before).toBeLessThan(500);
  });

  it('waits for an action attempt until a test moves the clock', async () => {
    const { seam, add, clock } = createFakeSeam({
      seed: 'empty',
      assumptions: { action_attempt_ms: 60_000 },
    });
    const { device_id } = add.device();
    const attempt = seam.locks.unlockDoor({ device_id });
    while ((await seam.actionAttempts.list({ device_id })).length === 0);
    clock.advance(60_000);
    expect(await attempt).toMatchObject({ status: 'success' });
    expect(clock.timestamp()).toBe('2026-01-01T00:01:00.000Z');
  });
});
