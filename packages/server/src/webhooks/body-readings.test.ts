import { expect, it, vi } from 'vitest';
import { delivery, start, stopTime } from '../../test/webhooks/receiver.test-helper.ts';
import { createBodyReadings } from './body-readings.ts';
import { webhookFetchHandler } from './fetch-handler.ts';

stopTime();

const limits = { bodyTimeout: 1_000, maxBufferedBytes: 100 };

it('W47 answers 408 when a function does not return the body in time, and aborts its signal', async () => {
  const { receive, onDelivery } = start({ bodyTimeout: 1_000 });
  let signal: AbortSignal | undefined;
  const { headers } = delivery();
  const answered = receive({
    headers,
    body: (reading) => {
      ({ signal } = reading);
      return new Promise(() => {});
    },
  });
  await vi.advanceTimersByTimeAsync(999);
  expect(signal?.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await answered).toMatchObject({ status: 408, body: expect.stringContaining('request_timeout') });
  expect(signal?.aborted).toBe(true);
  expect(onDelivery).toHaveBeenCalledWith(
    expect.objectContaining({ result: 'request_timeout', id: 'msg_1' }),
  );
});

it('W47 waits ten seconds unless told otherwise', async () => {
  const answered = start().receive({ headers: delivery().headers, body: () => new Promise(() => {}) });
  await vi.advanceTimersByTimeAsync(9_999);
  const state = vi.fn();
  answered.then(state, state);
  await vi.advanceTimersByTimeAsync(0);
  expect(state).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect((await answered).status).toBe(408);
});

it('W47 cancels the stream of a request whose body stalls', async () => {
  const cancel = vi.fn();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(9)),
    cancel,
  });
  const init = { method: 'POST', headers: delivery().headers, body, duplex: 'half' } as RequestInit;
  const answer = webhookFetchHandler(start({ bodyTimeout: 50 }).receive);
  const response = answer(new Request('https://example.com/hook', init));
  await vi.advanceTimersByTimeAsync(50);
  expect((await response).status).toBe(408);
  expect(cancel).toHaveBeenCalledOnce();
});

it('W48 aborts the largest body for a smaller one when there is no memory left', async () => {
  const open = createBodyReadings(limits);
  const [large, small] = [open(), open()];
  large.hold(90);
  small.hold(30);
  await expect(large.aborted).rejects.toMatchObject({ type: 'webhook_busy' });
  expect([large.signal.aborted, small.signal.aborted]).toEqual([true, false]);
  expect(() => large.hold(1)).toThrow(expect.objectContaining({ type: 'request_timeout' }));
});

it('W48 refuses the largest body itself, and counts no body that is over', () => {
  const open = createBodyReadings(limits);
  const [first, second] = [open(), open()];
  first.hold(50);
  expect(() => second.hold(51)).toThrow(expect.objectContaining({ type: 'webhook_busy' }));
  first.close();
  first.close();
  second.hold(100);
  second.close();
  for (let times = 0; times < 100; times += 1) {
    const reading = open();
    reading.hold(100);
    reading.close();
  }
});

it('W48 answers what holds the memory with 503, and a delivery that comes meanwhile with 204', async () => {
  const { receive, onDelivery } = start({ maxBufferedBytes: 262_144 });
  const { body, headers } = delivery();
  const stalling = receive({
    headers,
    body: ({ hold }) => {
      hold(262_144);
      return new Promise(() => {});
    },
  });
  const good = await receive({
    headers,
    body: async ({ hold }) => {
      hold(body.length);
      return new TextEncoder().encode(body);
    },
  });
  expect(good.status).toBe(204);
  expect(await stalling).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
  expect(onDelivery).toHaveBeenCalledWith(expect.objectContaining({ result: 'webhook_busy', status: 503 }));
});
