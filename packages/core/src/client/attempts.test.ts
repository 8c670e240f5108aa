import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSeam } from './create-seam.ts';
import type { SeamOptions } from './options.ts';

const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

const unavailable = (headers: Record<string, string> = {}) =>
  Response.json({ error: { type: 'unavailable', message: 'No.' } }, { status: 503, headers });

const clientOf = (options: SeamOptions) => createSeam({ apiKey: 'seam_test1_key', ...options });

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('between two attempts', () => {
  it('C32: the whole delay that Seam asks for passes', async () => {
    vi.useFakeTimers();
    const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json({ ok: true }));
    fetch.mockResolvedValueOnce(unavailable({ 'retry-after': '8' }));
    const call = clientOf({ fetch }).userIdentities.delete({ user_identity_id });
    await vi.advanceTimersByTimeAsync(7999);
    expect(fetch).toHaveBeenCalledOnce();
    // A tenth of the delay is random.
    await vi.advanceTimersByTimeAsync(801);
    expect(fetch).toHaveBeenCalledTimes(2);
    await call;
  });

  it('C53: an abort ends the delay', { timeout: 3000 }, async () => {
    const controller = new AbortController();
    const fetch = vi.fn<typeof globalThis.fetch>(async () => unavailable({ 'retry-after': '8' }));
    const seam = clientOf({ fetch, hooks: { retry: () => controller.abort('enough') } });
    const call = seam.userIdentities.delete({ user_identity_id }, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ name: 'SeamAbortError', cause: 'enough', outcome: 'unknown' });
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('the end of totalTimeout rejects with the failure of the last attempt', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => unavailable());
    const passTime = () => {
      const now = performance.now() + 60_000;
      vi.spyOn(performance, 'now').mockReturnValue(now);
    };
    const seam = clientOf({ fetch, hooks: { retry: passTime } });
    await expect(seam.userIdentities.delete({ user_identity_id })).rejects.toMatchObject({
      name: 'SeamServerError',
      statusCode: 503,
    });
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('an attempt may take longer than the default of ky', async () => {
    vi.useFakeTimers();
    const fetch = () => new Promise<Response>(() => {});
    const call = clientOf({ fetch, timeout: 20_000, retry: false }).userIdentities.delete({
      user_identity_id,
    });
    const failure = expect(call).rejects.toMatchObject({ name: 'SeamTimeoutError' });
    await vi.advanceTimersByTimeAsync(20_000);
    await failure;
  });

  it.each([200, 404, 503])('a response with the status %i leaves no timer', async (status) => {
    vi.useFakeTimers();
    const fetch = async () => Response.json({ ok: true }, { status });
    await clientOf({ fetch, retry: false })
      .userIdentities.delete({ user_identity_id })
      .catch(() => {});
    expect(vi.getTimerCount()).toBe(0);
  });

  it('the request of an attempt that timed out is aborted', async () => {
    const signals: (AbortSignal | null | undefined)[] = [];
    const fetch: typeof globalThis.fetch = (_, init) => {
      signals.push(init?.signal);
      return signals.length === 1 ? new Promise(() => {}) : Promise.resolve(Response.json({ ok: true }));
    };
    const seam = clientOf({ fetch, timeout: 20, retry: { baseDelay: 0 } });
    await seam.userIdentities.delete({ user_identity_id });
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
  });
});
