import { signWebhook } from '@org/seam-core/webhooks';
import { describe, expect, it, vi } from 'vitest';
import { secret } from '../../../core/src/webhooks/deliveries.test-helper.ts';
import { createMemoryWebhookStore } from '../../src/webhooks/memory-store.ts';
import type { WebhookStore } from '../../src/webhooks/store.ts';
import { called, delivery, start, stopTime, watchHashes } from './receiver.test-helper.ts';

stopTime();

describe('draining', () => {
  it('rejects new deliveries, and waits for handlers that exceeded their timeout', async () => {
    let finish = () => {};
    const handle = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const { receive, onDelivery } = start({ fallback: handle });
    const first = receive(delivery());
    await called(handle);
    await vi.advanceTimersByTimeAsync(12_000);
    expect((await first).status).toBe(503);
    const onDrained = vi.fn();
    const drained = receive.drain().then(onDrained);
    expect(await receive(delivery('msg_2'))).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(onDelivery).toHaveBeenLastCalledWith({ result: 'shutting_down', status: 503, id: 'msg_2' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onDrained).not.toHaveBeenCalled();
    finish();
    await drained;
    expect(handle).toHaveBeenCalledOnce();
  });

  it('drains no longer than the lease, and processes no delivery whose body arrives meanwhile', async () => {
    const hang = vi.fn(() => new Promise<never>(() => {}));
    const { receive } = start({ fallback: hang, lease: 60_000 });
    const first = receive(delivery());
    await called(hang);
    let send: (body: Uint8Array) => void = () => {};
    const slow = delivery('msg_2');
    const second = receive({
      headers: slow.headers,
      body: () =>
        new Promise((resolve) => {
          send = resolve;
        }),
    });
    const drained = receive.drain();
    send(new TextEncoder().encode(slow.body));
    expect((await second).body).toContain('shutting_down');
    await vi.advanceTimersByTimeAsync(60_000);
    await drained;
    expect((await first).status).toBe(503);
    expect(hang).toHaveBeenCalledOnce();
  });

  it('rejects waiting deliveries without an error report, and drains no longer than the lease', async () => {
    const hang = vi.fn(() => new Promise<never>(() => {}));
    const { receive, onError, onDelivery } = start({ fallback: hang, lease: 60_000, maxInFlight: 1 });
    const first = receive(delivery());
    await called(hang);
    const hashed = watchHashes();
    const others = [2, 3, 4].map((number) => receive(delivery(`msg_${number}`)));
    const copy = receive(delivery('msg_2'));
    await hashed(4);
    const drained = receive.drain();
    for (const other of [...others, copy]) expect((await other).body).toContain('shutting_down');
    expect(onDelivery).toHaveBeenCalledTimes(4);
    expect(onError).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    await drained;
    expect((await first).status).toBe(503);
    expect(hang).toHaveBeenCalledOnce();
  });

  it('releases the keys of deliveries that have not started', async () => {
    let finish = () => {};
    const memory = createMemoryWebhookStore();
    const acquire = vi.fn<WebhookStore['acquire']>(async (key, request) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return memory.acquire(key, request);
    });
    const handle = vi.fn();
    const { receive } = start({ fallback: handle, store: { ...memory, acquire } });
    const first = receive(signWebhook({ event_type: 'acs_user.deleted' }, { secret, id: 'msg_1' }));
    await called(acquire);
    const drained = receive.drain();
    finish();
    expect((await first).body).toContain('shutting_down');
    await drained;
    expect(handle).not.toHaveBeenCalled();
    expect(memory.acquire('msg_1', { fingerprint: '', lease: 1 })).toMatchObject({ state: 'acquired' });
  });
});
