import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signWebhook } from '../sign-webhook.ts';
import { secret } from '../deliveries.test-helper.ts';
import { createWebhookReceiver } from './create-webhook-receiver.ts';
import { memoryWebhookStore } from './memory-webhook-store.ts';
import type { WebhookReceiverOptions } from './webhook-receiver-options.ts';

const event = { event_type: 'acs_user.deleted', event_id: 'event-1', acs_user_id: 'Ada' };
const delivery = (id = 'msg_1') => signWebhook(event, { secret, id });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Waits until a function was called; hashing takes its own time. */
const called = async (handle: { readonly mock: { readonly calls: readonly unknown[] } }) => {
  while (handle.mock.calls.length === 0) await new Promise((resolve) => void setImmediate(resolve));
};

const start = (options: Partial<WebhookReceiverOptions> = {}) => {
  const onError = vi.fn();
  const onDelivery = vi.fn();
  const receive = createWebhookReceiver({ secrets: secret, onError, onDelivery, ...options });
  return { receive, onError, onDelivery };
};

describe('the receiver', () => {
  it('W31 answers 503 after twelve seconds, and the delivery that comes again waits for the same call', async () => {
    let finish = () => {};
    const handle = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const { receive, onDelivery } = start({ on: { 'acs_user.deleted': handle } });
    const first = receive(delivery());
    await called(handle);
    await vi.advanceTimersByTimeAsync(11_999);
    expect(onDelivery).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await first).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    const second = receive(delivery());
    await vi.advanceTimersByTimeAsync(5_000);
    finish();
    expect((await second).status).toBe(204);
    expect((await receive(delivery())).status).toBe(204);
    expect(handle).toHaveBeenCalledOnce();
  });

  it('W31 tells of a function that fails after Seam was told to come again, and acts on what comes then', async () => {
    let fail: (error: Error) => void = () => {};
    const handle = vi.fn<() => Promise<void>>().mockImplementationOnce(
      () =>
        new Promise((_resolve, reject) => {
          fail = reject;
        }),
    );
    const { receive, onError } = start({ on: { 'acs_user.deleted': handle } });
    const first = receive(delivery());
    await called(handle);
    await vi.advanceTimersByTimeAsync(12_000);
    expect((await first).status).toBe(503);
    fail(new Error('no database'));
    await vi.advanceTimersByTimeAsync(0);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      new Error('no database'),
      expect.objectContaining({ id: 'msg_1' }),
    );
    expect((await receive(delivery())).status).toBe(204);
    expect(handle).toHaveBeenCalledTimes(2);
  });

  it('W30 prints what a function throws unless somebody listens, and nothing of the event', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => {});
    const handle = () => {
      throw new Error('no database');
    };
    const { receive } = start({ on: { 'acs_user.deleted': handle }, onError: undefined });
    expect((await receive(delivery())).status).toBe(500);
    expect(print.mock.calls).toEqual([['Seam delivery msg_1 (acs_user.deleted):', new Error('no database')]]);
  });

  it('W28 claims nothing for an event without a function, so that a later version may act on it', async () => {
    const store = memoryWebhookStore();
    const claim = vi.spyOn(store, 'claim');
    const { receive, onDelivery } = start({ store });
    expect((await receive(delivery())).status).toBe(204);
    expect(onDelivery).toHaveBeenCalledWith(expect.objectContaining({ result: 'unhandled' }));
    expect(claim).not.toHaveBeenCalled();
  });

  it('answers whatever its listeners do', async () => {
    const rude = () => {
      throw new Error('no metrics');
    };
    const { receive } = start({ onDelivery: rude, onError: rude });
    expect((await receive(delivery())).status).toBe(204);
    expect((await receive({ headers: {}, body: '' })).status).toBe(400);
  });

  it('W40 answers 400 when the body breaks off, and what reading it says when that knows better', async () => {
    const { receive, onDelivery } = start();
    const { headers } = delivery();
    const brokenOff = await receive({ headers, body: () => Promise.reject(new Error('aborted')) });
    expect(brokenOff.status).toBe(400);
    expect(brokenOff.body).not.toContain('aborted');
    expect(onDelivery).toHaveBeenCalledWith(expect.objectContaining({ result: 'webhook_payload_invalid' }));
  });

  it.each([
    [{ handlerTimeout: Infinity }, 'handlerTimeout'],
    [{ handlerTimeout: 0 }, 'handlerTimeout'],
    [{ lease: Number.NaN }, 'lease'],
    [{ maxInFlight: 0 }, 'maxInFlight'],
    [{ tolerance: -1 }, 'tolerance'],
    [{ on: { 'acs_user.deleted': 'delete' as never } }, 'acs_user.deleted'],
    [{ otherwise: {} as never }, 'otherwise'],
  ])('is not made with %j', (options, name) => {
    expect(() => createWebhookReceiver({ secrets: secret, ...options })).toThrow(name);
  });
});
