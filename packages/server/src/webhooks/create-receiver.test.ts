import { SeamConfigError } from '@org/seam-core';
import { createWebhookSecret, signWebhook } from '@org/seam-core/webhooks';
import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { secret } from '../../../core/src/webhooks/deliveries.test-helper.ts';
import { called, delivery, event, start, stopTime } from '../../test/webhooks/receiver.test-helper.ts';
import { apiError } from '../http/api-error.ts';

stopTime();

describe('the receiver', () => {
  it('reports once that the secret may be wrong, while no delivery had a valid signature', async () => {
    const wrong = () => signWebhook(event, { secret: createWebhookSecret() });
    const { receive, onError } = start();
    expect([await receive(wrong()), await receive(wrong())]).toMatchObject([
      { status: 401 },
      { status: 401 },
    ]);
    expect(onError.mock.calls).toMatchObject([
      [
        { name: 'SeamConfigError', message: expect.stringContaining('Pass the secret of this webhook') },
        undefined,
      ],
    ]);
  });

  it.each([
    ['of Node', () => Readable.from([])],
    ['of the web', () => new Blob([]).stream()],
    ['that is bytes', () => new Uint8Array()],
  ])('responds with 500 and reports a body %s that a parser has read, once', async (_, read) => {
    const { receive, onError } = start();
    for (const _time of [1, 2]) {
      const { headers, body } = delivery();
      const sent = { ...headers, 'content-length': String(body.length) };
      const response = await receive({ headers: sent, body: read });
      expect([response.status, JSON.parse(response.body)]).toMatchObject([
        500,
        { error: { type: 'webhook_misconfigured' } },
      ]);
    }
    expect(onError.mock.calls).toMatchObject([
      [
        { name: 'SeamConfigError', message: expect.stringContaining('a parser has read it before') },
        undefined,
      ],
    ]);
  });

  it('rejects an empty body as a forgery once a delivery was valid: a caller could cause any number of 500', async () => {
    const { receive, onError } = start();
    expect((await receive(delivery())).status).toBe(204);
    for (const _time of [1, 2]) {
      const headers = { ...delivery().headers, 'content-length': '5' };
      expect((await receive({ headers, body: () => new Uint8Array() })).status).toBe(401);
    }
    expect(onError).not.toHaveBeenCalled();
  });

  it.each([
    ['valid', {}, 204],
    ['old, with a valid signature', { timestamp: new Date(Date.now() - 600_000) }, 401],
  ])('reports no forged delivery after one that is %s', async (_, options, status) => {
    const { receive, onError } = start();
    expect(await receive(signWebhook(event, { secret, ...options }))).toMatchObject({ status });
    expect(await receive(signWebhook(event, { secret: createWebhookSecret() }))).toMatchObject({
      status: 401,
    });
    expect(onError).not.toHaveBeenCalled();
  });

  it('W31 returns 503 after twelve seconds, and the retried delivery waits for the same handler call', async () => {
    let finish = () => {};
    const handle = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const { receive, onDelivery } = start({ handlers: { 'acs_user.deleted': handle } });
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

  it('W31 reports a handler that fails after the response, and processes the retried delivery', async () => {
    let fail: (error: Error) => void = () => {};
    const handle = vi.fn<() => Promise<void>>().mockImplementationOnce(
      () =>
        new Promise((_resolve, reject) => {
          fail = reject;
        }),
    );
    const { receive, onError } = start({ handlers: { 'acs_user.deleted': handle } });
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

  it('W30 logs the error of a handler to the console by default, and nothing of the event', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => {});
    const handle = () => {
      throw new Error('no database');
    };
    const { receive } = start({ handlers: { 'acs_user.deleted': handle }, onError: undefined });
    expect((await receive(delivery())).status).toBe(500);
    expect(print.mock.calls).toEqual([['Seam delivery msg_1 (acs_user.deleted):', new Error('no database')]]);
  });

  it('responds when listeners throw', async () => {
    const rude = () => {
      throw new Error('no metrics');
    };
    const { receive } = start({ onDelivery: rude, onError: rude });
    expect((await receive(delivery())).status).toBe(204);
    expect((await receive({ headers: {}, body: '' })).status).toBe(400);
  });

  it('reports errors of onDelivery to onError, and drops errors of onError', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const rude = () => Promise.reject(new Error('no metrics'));
    const told = start({ onDelivery: rude });
    expect((await told.receive({ headers: {}, body: '' })).status).toBe(400);
    const dropped = start({ onDelivery: rude, onError: rude });
    expect((await dropped.receive({ headers: {}, body: '' })).status).toBe(400);
    await new Promise((resolve) => void setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(told.onError.mock.calls).toEqual([[new Error('no metrics'), undefined]]);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('reports a SeamConfigError of a handler each time', async () => {
    const { receive, onError } = start({
      fallback: () => {
        throw new SeamConfigError('There is no credential.');
      },
    });
    for (let times = 0; times < 3; times += 1) expect((await receive(delivery())).status).toBe(500);
    expect(onError).toHaveBeenCalledTimes(3);
  });

  it('reports an internal error', async () => {
    const { receive, onError } = start({
      now: () => {
        throw new Error('no clock');
      },
    });
    expect((await receive(delivery())).status).toBe(500);
    expect(onError.mock.calls).toEqual([[new Error('no clock'), undefined]]);
  });

  it('returns 500 when the body rejects with an error whose data is not JSON, and reports the problem', async () => {
    const { receive, onError, onDelivery } = start();
    const body = () => Promise.reject(apiError('payload_too_large', { data: { size: 1n } }));
    expect((await receive({ headers: delivery().headers, body })).status).toBe(500);
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(TypeError), undefined);
    expect(onDelivery).toHaveBeenCalledWith(
      expect.objectContaining({ result: 'internal_server_error', status: 500 }),
    );
  });

  it('does not read the body when the headers are invalid', async () => {
    const { receive } = start();
    const body = vi.fn(() => new Promise<never>(() => {}));
    const { headers } = delivery();
    const { 'svix-signature': _missing, ...unsigned } = headers;
    const refused = [
      unsigned,
      { ...headers, 'svix-timestamp': 'now' },
      { ...headers, 'content-encoding': 'gzip' },
      { ...headers, 'content-length': '262145' },
    ];
    const statuses: number[] = [];
    for (const each of refused) statuses.push((await receive({ headers: each, body })).status);
    expect(statuses).toEqual([400, 400, 415, 413]);
    expect(body).not.toHaveBeenCalled();
  });

  it('W40 returns 400 when reading the body fails', async () => {
    const { receive, onDelivery } = start();
    const { headers } = delivery();
    const brokenOff = await receive({ headers, body: () => Promise.reject(new Error('aborted')) });
    expect(brokenOff.status).toBe(400);
    expect(brokenOff.body).not.toContain('aborted');
    expect(onDelivery).toHaveBeenCalledWith(expect.objectContaining({ result: 'webhook_payload_invalid' }));
  });
});
