import { describe, expect, it, vi } from 'vitest';
import { SeamConfigError } from '../errors/seam-error.ts';
import { createSeam } from './create-seam.ts';
import type { HookEvent, SeamHooks } from './options.ts';
import { beforeAttempt, type ObservedCallOptions, withResponse } from './with-response.ts';

const device_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

const flaky = () => {
  let isFirst = true;
  return async () => {
    if (!isFirst)
      return Response.json({ device: { device_id }, ok: true }, { headers: { 'seam-request-id': 'r2' } });
    isFirst = false;
    return Response.json(
      { error: { type: 'x', message: 'No.' } },
      { status: 503, headers: { 'seam-request-id': 'r1' } },
    );
  };
};

const options = { apiKey: 'seam_test1_CANARY', retry: { baseDelay: 0 } };

describe('withResponse', () => {
  it('returns what came with the result', async () => {
    const seam = createSeam({ ...options, fetch: flaky() });
    const { data, status, headers, requestId, attempts } = await withResponse(seam.devices.get, {
      device_id,
    });
    expect({ data, status, requestId, attempts }).toEqual({
      data: { device_id },
      status: 200,
      requestId: 'r2',
      attempts: 2,
    });
    expect(headers.get('content-type')).toBe('application/json');
  });

  it('needs a method that passes on the options of the call', async () => {
    await expect(withResponse(async () => 1, {})).rejects.toThrow(
      'withResponse: the method did not pass on the options of the call.',
    );
  });
});

describe('hooks', () => {
  it('are called at every step, without secrets, ids and bodies', async () => {
    const heard: [string, HookEvent][] = [];
    const hook = (name: string) => (event: HookEvent) => void heard.push([name, event]);
    const seam = createSeam({
      ...options,
      fetch: flaky(),
      hooks: {
        request: hook('request'),
        response: hook('response'),
        retry: hook('retry'),
        error: hook('error'),
      },
    });
    await seam.devices.get({ device_id });
    const call = { call: expect.any(Object), verb: 'GET', path: '/devices/get' };
    expect(heard).toEqual([
      ['request', { ...call, attempt: 1 }],
      ['response', { ...call, attempt: 1, status: 503, requestId: 'r1' }],
      [
        'retry',
        { ...call, attempt: 1, delay: 0, error: expect.objectContaining({ name: 'SeamServerError' }) },
      ],
      ['request', { ...call, attempt: 2 }],
      ['response', { ...call, attempt: 2, status: 200, requestId: 'r2' }],
    ]);
    expect(new Set(heard.map(([, event]) => event.call)).size).toBe(1);
    expect(JSON.stringify(heard)).not.toMatch(/CANARY|7ad2566e/);
  });

  it('are called once for a failure, and cannot cause one', async () => {
    const errors: string[] = [];
    const seam = createSeam({
      ...options,
      fetch: async () =>
        Response.json({ error: { type: 'device_not_found', message: 'No.' } }, { status: 404 }),
      hooks: {
        request: () => {
          throw new Error('the log is full');
        },
        error: ({ error }) => void errors.push(error.name),
      },
    });
    await expect(seam.devices.get({ device_id })).rejects.toMatchObject({ name: 'SeamNotFoundError' });
    expect(errors).toEqual(['SeamNotFoundError']);
  });
});

describe('a hook that fails', () => {
  const failures: [string, () => unknown][] = [
    [
      'throws',
      () => {
        throw new Error('boom');
      },
    ],
    ['rejects', () => Promise.reject(new Error('boom'))],
  ];
  const names = ['request', 'response', 'retry', 'error'] as const;

  it.each(names.flatMap((name) => failures.map(([how, fail]) => [name, how, fail] as const)))(
    'C90: changes neither the result nor the process: %s %s',
    async (name, _, fail) => {
      const unhandled = vi.fn<() => void>();
      process.on('unhandledRejection', unhandled);
      const hooks = { [name]: fail } as SeamHooks;
      expect(await createSeam({ ...options, hooks, fetch: flaky() }).devices.get({ device_id })).toEqual({
        device_id,
      });
      const failing = createSeam({
        ...options,
        hooks,
        fetch: async () => Response.json({}, { status: 403 }),
      });
      await expect(failing.devices.get({ device_id })).rejects.toMatchObject({ name: 'SeamForbiddenError' });
      await new Promise((resolve) => setImmediate(resolve));
      process.off('unhandledRejection', unhandled);
      expect(unhandled).not.toHaveBeenCalled();
    },
  );

  it('C90: is called as a method of the hooks', async () => {
    class Hooks {
      readonly #paths: string[] = [];
      static pathsOf(hooks: Hooks) {
        return hooks.#paths;
      }
      request({ path }: HookEvent) {
        this.#paths.push(path);
      }
    }
    const hooks = new Hooks();
    await createSeam({ ...options, hooks, fetch: flaky() }).devices.get({ device_id });
    expect(Hooks.pathsOf(hooks)).toEqual(['/devices/get', '/devices/get']);
  });
});

describe('a deletion whose response was lost', () => {
  const lostThen = (status: number) => {
    let isFirst = true;
    return async () => {
      if (!isFirst)
        return Response.json({ error: { type: 'user_identity_not_found', message: 'No.' } }, { status });
      isFirst = false;
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) });
    };
  };

  it('is done when the second attempt finds nothing to remove', async () => {
    const seam = createSeam({ ...options, fetch: lostThen(404) });
    expect(await seam.userIdentities.delete({ user_identity_id: device_id })).toBeUndefined();
  });

  it('I8: is not known to be done when the second attempt is refused', async () => {
    const seam = createSeam({ ...options, fetch: lostThen(403) });
    await expect(seam.userIdentities.delete({ user_identity_id: device_id })).rejects.toMatchObject({
      name: 'SeamForbiddenError',
      outcome: 'unknown',
    });
  });

  it('has found nothing when the first attempt says so', async () => {
    const fetch = async () =>
      Response.json({ error: { type: 'user_identity_not_found', message: 'No.' } }, { status: 404 });
    const seam = createSeam({ ...options, fetch });
    await expect(seam.userIdentities.delete({ user_identity_id: device_id })).rejects.toMatchObject({
      name: 'SeamNotFoundError',
      outcome: 'rejected',
    });
  });
});

describe('beforeAttempt', () => {
  const calling = (check: () => void) => {
    const fetch = vi.fn(flaky());
    const seam = createSeam({ ...options, fetch });
    const call: ObservedCallOptions = { [beforeAttempt]: check };
    return { fetch, result: seam.devices.get({ device_id }, call) };
  };

  it('is called before every attempt', async () => {
    const order: string[] = [];
    const { fetch, result } = calling(() => order.push(`check ${fetch.mock.calls.length}`));
    await result;
    expect(order).toEqual(['check 0', 'check 1']);
  });

  it('ends the call with the error it throws, and sends nothing more', async () => {
    let checks = 0;
    const { fetch, result } = calling(() => {
      checks += 1;
      if (checks === 2) throw new Error('not any more');
    });
    await expect(result).rejects.toThrow('received no usable response');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('ends the call also with an error of this package before the first attempt', async () => {
    let checks = 0;
    const { fetch, result } = calling(() => {
      checks += 1;
      if (checks === 1) throw new SeamConfigError('stop');
    });
    await expect(result).rejects.toThrow('stop');
    expect(fetch).not.toHaveBeenCalled();
  });
});
