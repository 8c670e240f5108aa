import { SeamConfigError } from '@org/seam-core';
import { describe, expect, it, vi } from 'vitest';
import { called, delivery, start, stopTime } from '../../test/webhooks/receiver.test-helper.ts';

stopTime();

describe('the receiver', () => {
  it('W31 answers 503 after twelve seconds, and the delivery that comes again waits for the same call', async () => {
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

  it('W31 tells of a function that fails after Seam was told to come again, and acts on what comes then', async () => {
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

  it('W30 prints what a function throws unless somebody listens, and nothing of the event', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => {});
    const handle = () => {
      throw new Error('no database');
    };
    const { receive } = start({ handlers: { 'acs_user.deleted': handle }, onError: undefined });
    expect((await receive(delivery())).status).toBe(500);
    expect(print.mock.calls).toEqual([['Seam delivery msg_1 (acs_user.deleted):', new Error('no database')]]);
  });

  it('answers whatever its listeners do', async () => {
    const rude = () => {
      throw new Error('no metrics');
    };
    const { receive } = start({ onDelivery: rude, onError: rude });
    expect((await receive(delivery())).status).toBe(204);
    expect((await receive({ headers: {}, body: '' })).status).toBe(400);
  });

  it('tells onError what onDelivery rejects with, and drops what onError rejects with', async () => {
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

  it('tells a SeamConfigError of a function each time', async () => {
    const { receive, onError } = start({
      fallback: () => {
        throw new SeamConfigError('There is no credential.');
      },
    });
    for (let times = 0; times < 3; times += 1) expect((await receive(delivery())).status).toBe(500);
    expect(onError).toHaveBeenCalledTimes(3);
  });

  it('tells of a fault of its own', async () => {
    const { receive, onError } = start({
      now: () => {
        throw new Error('no clock');
      },
    });
    expect((await receive(delivery())).status).toBe(500);
    expect(onError.mock.calls).toEqual([[new Error('no clock'), undefined]]);
  });

  it('does not read the body when the headers are no good', async () => {
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

  it('W40 answers 400 when the body breaks off, and what reading it says when that knows better', async () => {
    const { receive, onDelivery } = start();
    const { headers } = delivery();
    const brokenOff = await receive({ headers, body: () => Promise.reject(new Error('aborted')) });
    expect(brokenOff.status).toBe(400);
    expect(brokenOff.body).not.toContain('aborted');
    expect(onDelivery).toHaveBeenCalledWith(expect.objectContaining({ result: 'webhook_payload_invalid' }));
  });
});
