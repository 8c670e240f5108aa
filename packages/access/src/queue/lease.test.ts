import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { heartbeatSeconds, Lease, leaseNow } from './lease.ts';
import { gate } from '../gate.test-helper.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const second = 1000;

describe('a lease', () => {
  it('aborts the calls in progress when its time passes, without a heartbeat or a request that looks at it', () => {
    const { signal } = new Lease(leaseNow());
    vi.advanceTimersByTime(6 * second);
    expect(signal.aborted).toBe(false);
    // Before another worker may take the job over.
    vi.advanceTimersByTime((heartbeatSeconds - 6) * second - 1);
    expect(signal.aborted).toBe(true);
  });

  it('counts from the last heartbeat', () => {
    const lease = new Lease(leaseNow());
    for (let beat = 0; beat < 10; beat += 1) {
      vi.advanceTimersByTime(2 * second);
      lease.renew(leaseNow());
    }
    expect(lease.signal.aborted).toBe(false);
    vi.advanceTimersByTime(heartbeatSeconds * second);
    expect(lease.signal.aborted).toBe(true);
    expect(lease.ended).toBe('lost');
  });

  it('is not shortened by the late response to an earlier heartbeat', () => {
    const lease = new Lease(leaseNow());
    const early = leaseNow();
    vi.advanceTimersByTime(5 * second);
    lease.renew(leaseNow());
    lease.renew(early);
    vi.advanceTimersByTime(4 * second);
    expect(lease.ended).toBeUndefined();
    lease.end('lost');
  });

  it('leaves no timer behind', () => {
    const lease = new Lease(leaseNow());
    lease.renew(leaseNow());
    lease.end('stopped');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is idle when every call has ended, however it ended', async () => {
    const lease = new Lease(leaseNow());
    const held = gate();
    const failed = lease.track(Promise.reject(new Error('failed')));
    const slow = lease.track(held.opened);
    let isIdle = false;
    const idle = lease.idle().then(() => (isIdle = true));
    await expect(failed).rejects.toThrow('failed');
    expect(isIdle).toBe(false);
    held.open();
    await Promise.all([idle, slow]);
    expect(isIdle).toBe(true);
    lease.end('lost');
  });
});
