import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListenOptions } from '../wire/listen.ts';
import { createFakeSeam } from './create-fake.ts';
import type { FakeSeam } from './fake-seam.ts';

const start = Date.parse('2026-05-01T12:00:00.000Z');

let fake: FakeSeam;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: start });
});
afterEach(async () => {
  await fake[Symbol.asyncDispose]();
  vi.useRealTimers();
});

const listen = async (options: ListenOptions = {}) => {
  fake = createFakeSeam({ assumptions: { action_attempt_ms: 2_000 } });
  return await fake.listen({ clock: 'real', ...options });
};

describe('a fake that listens with the real clock', () => {
  it('has the real time', async () => {
    await listen();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fake.clock.timestamp()).toBe('2026-05-01T12:00:01.000Z');
  });

  it('has the real time until the last socket is closed, also when one is closed twice', async () => {
    const first = await listen();
    const second = await fake.listen({ clock: 'real' });
    await first.close();
    await first.close();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fake.clock.timestamp()).toBe('2026-05-01T12:00:01.000Z');
    await second.close();
    await vi.advanceTimersByTimeAsync(1_000);
    fake.clock.settle();
    expect(fake.clock.timestamp()).toBe('2026-05-01T12:00:01.000Z');
  });

  it('has the real time in a request right after another one', async () => {
    await listen();
    vi.setSystemTime(start + 5);
    const { created_at } = await fake.seam.userIdentities.create({ full_name: 'Grace' });
    expect(created_at).toBe('2026-05-01T12:00:00.005Z');
  });

  it('finishes action attempts and reports the change without a request', async () => {
    const onChange = vi.fn<() => void>();
    await listen({ onChange });
    const [device] = await fake.seam.devices.list();
    const attempt = await fake.seam.locks.unlockDoor(
      { device_id: device?.device_id ?? '' },
      { waitForActionAttempt: false },
    );
    await vi.advanceTimersByTimeAsync(1_900);
    const statusOf = () => fake.state.actionAttempts.get(attempt.action_attempt_id)?.status;
    expect(statusOf()).toBe('pending');
    expect(onChange).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(statusOf()).toBe('success');
    expect(onChange).toHaveBeenCalledOnce();
  });

  it.each([
    ['auto', ['pending', 'delivered']],
    ['manual', ['pending', 'pending']],
  ] as const)('retries a delivery when it is due, with webhooks: %j', async (webhooks, statuses) => {
    await listen({ webhooks });
    const { url } = await fake.seam.webhooks.create({ url: 'https://example.com/hook' });
    const responses = [500];
    fake.webhooks.receive(url, () => new Response(null, { status: responses.shift() ?? 204 }));
    const [user] = await fake.seam.acs.users.list();
    await fake.seam.acs.users.delete({ acs_user_id: user?.acs_user_id ?? '' });
    const seen: unknown[] = [];
    for (const ms of [200, 5_200]) {
      await vi.advanceTimersByTimeAsync(ms);
      seen.push(fake.webhooks.deliveries[0]?.status);
    }
    expect(seen).toEqual(statuses);
  });

  it('can be moved ahead, and time passes from there', async () => {
    await listen();
    fake.clock.advance(3_600_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fake.clock.timestamp()).toBe('2026-05-01T13:00:01.000Z');
    fake.clock.set('2026-05-02T00:00:00Z');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fake.clock.timestamp()).toBe('2026-05-02T00:00:01.000Z');
  });

  it('catches up after a snapshot of the past, and keeps the time of one that is ahead', async () => {
    await listen();
    const past = fake.snapshot();
    await vi.advanceTimersByTimeAsync(60_000);
    fake.restore(past);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fake.clock.timestamp()).toBe('2026-05-01T12:01:01.000Z');
    fake.restore({ ...past, now: '2026-06-01T00:00:00.000Z' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fake.clock.timestamp()).toBe('2026-06-01T00:00:01.000Z');
  });

  it('does not go back when the time of the machine does', async () => {
    await listen();
    await vi.advanceTimersByTimeAsync(1_000);
    vi.setSystemTime(start - 60_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fake.clock.timestamp()).toBe('2026-05-01T12:00:01.000Z');
  });

  it('continues after a job that fails', async () => {
    await listen();
    const args = { action_attempt_id: 'none' };
    const job = {
      due: start + 500,
      name: 'auto_lock_device',
      args: { device_id: 'none', unlocked_at: '' },
    } as const;
    const jobs = [job, { due: start + 500, name: 'finish_action_attempt', args }] as const;
    fake.restore({ ...fake.snapshot(), jobs });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fake.clock.timestamp()).toBe('2026-05-01T12:00:01.000Z');
  });

  it('stands still again when it no longer listens', async () => {
    const listening = await listen();
    await listening.close();
    await vi.advanceTimersByTimeAsync(1_000);
    fake.clock.settle();
    expect(fake.clock.timestamp()).toBe('2026-05-01T12:00:00.000Z');
  });
});
