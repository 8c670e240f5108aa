import { signWebhook } from '@org/seam-core/webhooks';
import { afterEach, beforeEach, type Mock, vi } from 'vitest';
import { secret } from '../../../core/src/webhooks/deliveries.test-helper.ts';
import { createWebhookReceiver } from '../../src/webhooks/create-receiver.ts';
import type { WebhookReceiverOptions } from '../../src/webhooks/options.ts';

export const event = { event_type: 'acs_user.deleted', event_id: 'event-1', acs_user_id: 'Ada' };
export const delivery = (id = 'msg_1') => signWebhook(event, { secret, id });

/** Uses fake timers in each test of a file. */
export const stopTime = (): void => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
};

/** Waits until a function was called. Hashing is asynchronous, and not faked. */
export const called = async (handle: { readonly mock: { readonly calls: readonly unknown[] } }) => {
  while (handle.mock.calls.length === 0) await new Promise((resolve) => void setImmediate(resolve));
};

/** Returns a function that waits until `count` bodies are hashed, and for one turn of the event loop. */
export const watchHashes = () => {
  const digest = vi.spyOn(crypto.subtle, 'digest');
  const watched = async (count: number) => {
    const turn = () => new Promise((resolve) => void setImmediate(resolve));
    while (digest.mock.settledResults.filter(({ type }) => type === 'fulfilled').length < count) await turn();
    await turn();
  };
  return Object.assign(watched, { end: () => digest.mockRestore() });
};

interface Started {
  readonly receive: ReturnType<typeof createWebhookReceiver>;
  readonly onError: Mock;
  readonly onDelivery: Mock;
}

export const start = (options: Partial<WebhookReceiverOptions> = {}): Started => {
  const onError = vi.fn();
  const onDelivery = vi.fn();
  const receive = createWebhookReceiver({
    secrets: secret,
    onError,
    onDelivery,
    ...(options.handlers ? {} : { fallback: () => {} }),
    ...options,
  });
  return { receive, onError, onDelivery };
};
