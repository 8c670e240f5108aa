import { describe, expect, it, vi } from 'vitest';
import { isSeamError } from '../errors/is-seam-error.ts';
import { waitForActionAttempt } from './action-attempts.ts';
import { createSeam, createSeamFrom } from './create-seam.ts';
import type { CallOptions } from './options.ts';
import { paginate } from './pagination.ts';
import { withResponse } from './with-response.ts';

const apiKey = 'seam_test1_key';
const rateLimited = { error: { type: 'rate_limited', message: 'Later.' }, ok: false };
const create = createSeam as (options: unknown) => ReturnType<typeof createSeam>;

const counting = () => {
  let sent = 0;
  const fetch = async () => {
    sent += 1;
    return Response.json({ devices: [], ok: true });
  };
  return { seam: createSeam({ apiKey, fetch }), sent: () => sent };
};

const time = 'must be a number of milliseconds from';
const shared: [options: object, message: string][] = [
  ...['timeout', 'totalTimeout'].flatMap((name) =>
    [Infinity, Number.NaN, 0, -1, 2 ** 31, 'soon', null].map((value): [object, string] => [
      { [name]: value },
      `${name} ${time} 1 to 2147483647`,
    ]),
  ),
  [{ retry: true }, 'retry must be false or an object; got true.'],
  [{ retry: null }, 'retry must be false or an object; got null.'],
  [{ retry: { attempts: 0 } }, 'retry: attempts must be a whole number from 1'],
  [{ retry: { attempts: 1.5 } }, 'retry: attempts must be a whole number from 1'],
  [{ retry: { attempts: Infinity } }, 'retry: attempts must be a whole number from 1'],
  [{ retry: { baseDelay: -1 } }, `retry: baseDelay ${time} 0 to 2147483647; got -1.`],
  [{ retry: { maxRetryAfter: '10s' } }, `retry: maxRetryAfter ${time} 0 to 2147483647; got "10s".`],
  [{ retry: { retries: 3 } }, 'retry: unknown option "retries".'],
  [{ retry: { maxRetryafter: 3 } }, 'retry: unknown option "maxRetryafter". Did you mean "maxRetryAfter"?'],
  [{ headers: 'x-tenant: a' }, 'headers must be an object or a list, not an iterator; got "x-tenant: a".'],
  [{ waitForActionAttempt: 'yes' }, 'waitForActionAttempt must be a boolean or an object; got "yes".'],
  [{ waitForActionAttempt: { pollingInterval: 0 } }, `waitForActionAttempt: pollingInterval ${time} 1`],
  [{ waitForActionAttempt: { timeout: Infinity } }, `waitForActionAttempt: timeout ${time} 1`],
  [{ waitForActionAttempt: { interval: 5 } }, 'waitForActionAttempt: unknown option "interval".'],
  [{ idempotent: true }, 'unknown option "idempotent".'],
  [{ retryAfter: 5 }, 'unknown option "retryAfter".'],
  [{ timout: 5 }, 'unknown option "timout". Did you mean "timeout"?'],
];

describe('createSeam', () => {
  it.each<[object, string]>([
    ...shared,
    [{ apikey: 'seam_x' }, 'unknown option "apikey". Did you mean "apiKey"?'],
    [{ signal: AbortSignal.timeout(5) }, 'unknown option "signal".'],
    [{ apiKey: null }, 'apiKey must be a string; got null.'],
    [{ auth: 'seam_secret' }, 'auth must be "none"; got a string.'],
    [{ workspaceId: 7 }, 'workspaceId must be a string or null; got 7.'],
    [{ endpoint: new URL('https://example.com') }, 'endpoint must be a string; got an object.'],
    [{ fetch: 'node-fetch' }, 'fetch must be a function; got "node-fetch".'],
    [{ hooks: () => {} }, 'hooks must be an object; got a function.'],
    [{ hooks: { onRetry: () => {} } }, 'hooks: unknown option "onRetry". Did you mean "retry"?'],
    [{ hooks: { error: 'log' } }, 'hooks: error must be a function; got "log".'],
  ])('C94: refuses %o', (options, message) => {
    expect(() => create({ apiKey, ...options })).toThrow(
      expect.objectContaining({
        name: 'SeamConfigError',
        message: expect.stringContaining(`createSeam: ${message}`) as string,
      }),
    );
  });

  it('C96: checks a key alone like the option, and does not show it', () => {
    const check = (key: string, options?: object) => createSeam(key, options);
    for (const key of ['seam_at1_CANARY', 'CANARY', ''])
      expect(() => check(key)).toThrow(/^apiKey has the wrong format(?!.*CANARY)/);
    expect(() => check(apiKey, { timout: 1 })).toThrow('createSeam: unknown option "timout".');
    expect(() => check(apiKey, { auth: 'none' })).toThrow('Pass one credential');
    expect(() => createSeamFrom({}, 'seam_test1_CANARY' as never)).toThrow(
      'createSeam takes an object of options; got a string.',
    );
  });

  it.each([null, [], 7])('C96: refuses %j in the place of its options', (options) => {
    expect(() => create(options)).toThrow('createSeam takes an object of options; got');
  });

  it('C119: does not change with the object of its options, which the caller may reuse', async () => {
    const sentBy = (name: string) =>
      vi.fn<typeof globalThis.fetch>(async () => {
        throw new TypeError(`fetch failed: ${name}`);
      });
    const options = { apiKey, fetch: sentBy('first'), retry: { attempts: 2, baseDelay: 0 } };
    const { fetch } = options;
    const first = createSeam(options);
    options.fetch = sentBy('second');
    options.retry.attempts = 1;
    createSeam(options);
    await expect(first.devices.list()).rejects.toMatchObject({ name: 'SeamConnectionError' });
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(options.fetch).not.toHaveBeenCalled();
  });

  it('C94: accepts every option it documents', () => {
    const options = {
      timeout: 2_147_483_647,
      totalTimeout: 1,
      retry: { attempts: 1, baseDelay: 0, maxRetryAfter: 0 },
      waitForActionAttempt: { timeout: 1, pollingInterval: 1 },
      headers: {},
      hooks: { request: () => {}, response: undefined },
      workspaceId: null,
      endpoint: '/api/seam',
      fetch,
      clientSessionToken: undefined,
    };
    expect(() => createSeam({ apiKey, ...options })).not.toThrow();
  });
});

describe('a call', () => {
  it.each<[unknown, string]>([
    ...shared.map(([options, message]): [unknown, string] => [options, `/devices/list: ${message}`]),
    [{ apiKey: 'seam_other' }, '/devices/list: unknown option "apiKey".'],
    [{ signal: 'stop' }, '/devices/list: signal must be an AbortSignal; got "stop".'],
    [{ signal: new AbortController() }, '/devices/list: signal must be an AbortSignal; got an object.'],
    [null, '/devices/list takes an object of options; got null.'],
    [5000, '/devices/list takes an object of options; got 5000.'],
  ])('C95: is not sent with %o', async (options, message) => {
    const { seam, sent } = counting();
    await expect(seam.devices.list({}, options as never)).rejects.toMatchObject({
      name: 'SeamConfigError',
      outcome: 'not_sent',
      message: expect.stringContaining(message) as string,
    });
    expect(sent()).toBe(0);
  });

  it('C128: does not take an iterator for its headers, which would be empty for the second request', async () => {
    const { seam, sent } = counting();
    const headers = new Map([['x-tenant', 'a']]).entries();
    const message = 'headers must be an object or a list, not an iterator; got an object.';
    expect(() => create({ apiKey, headers })).toThrow(`createSeam: ${message}`);
    await expect(seam.devices.list({}, { headers } as never)).rejects.toThrow(`/devices/list: ${message}`);
    expect(sent()).toBe(0);
  });

  it.each([
    ['an object', { 'x-tenant': 'a', next: 'b' }],
    ['a list', [['x-tenant', 'a']] as const],
    ['a Map', new Map([['x-tenant', 'a']])],
    ['a Headers', new Headers({ 'x-tenant': 'a' })],
  ])('C91: takes its headers as %s', async (_, headers) => {
    expect(await counting().seam.devices.list({}, { headers })).toEqual([]);
  });

  it.each<[string, (options: CallOptions & { retry: { baseDelay: unknown } }) => void]>([
    ['waitForActionAttempt', (options) => (options.waitForActionAttempt = false)],
    ['headers', (options) => (options.headers = { 'x-tenant': 'b' })],
    ['signal', (options) => (options.signal = AbortSignal.abort())],
    ['a member of retry', ({ retry }) => (retry.baseDelay = 'soon')],
  ])(
    'C126: does not change with the object of its options, which the caller may reuse: %s',
    async (_, change) => {
      const tenants: unknown[] = [];
      const attempt = { action_attempt_id: 'a', action_type: 'UNLOCK_DOOR', result: null, error: null };
      const statuses = ['', 'pending', 'pending', 'success'];
      const fetch: typeof globalThis.fetch = async (_url, init) => {
        tenants.push(new Headers(init?.headers).get('x-tenant'));
        const status = statuses.shift();
        if (status === '') return Response.json(rateLimited, { status: 429 });
        return Response.json({ action_attempt: { ...attempt, status }, ok: true });
      };
      const options = {
        headers: { 'x-tenant': 'a' },
        retry: { baseDelay: 1 },
        waitForActionAttempt: { pollingInterval: 1 },
      };
      const call = createSeam({ apiKey, fetch }).locks.unlockDoor({ device_id: 'd' }, options);
      change(options);
      expect(await call).toMatchObject({ status: 'success' });
      expect(tenants).toEqual(['a', 'a', 'a', 'a']);
    },
  );

  it('C95: takes undefined for an omitted option', async () => {
    const unset = { signal: undefined, timeout: undefined, retry: undefined, headers: undefined };
    expect(await counting().seam.devices.list({}, unset)).toEqual([]);
  });
});

describe('waitForActionAttempt', () => {
  it.each<[unknown, string]>([
    [{ pollingInterval: 0 }, `waitForActionAttempt: pollingInterval ${time} 1`],
    [{ timeout: Infinity }, `waitForActionAttempt: timeout ${time} 1`],
    [{ retry: { attempts: 0 } }, 'waitForActionAttempt: retry: attempts must be'],
    [{ intervall: 7 }, 'waitForActionAttempt: unknown option "intervall".'],
  ])('C95: refuses %o', async (options, message) => {
    const { seam, sent } = counting();
    const pending = { action_attempt_id: 'a', status: 'pending' } as never;
    await expect(waitForActionAttempt(seam, pending, options as never)).rejects.toThrow(message);
    expect(sent()).toBe(0);
  });
});

const read = paginate as (method: unknown) => unknown;

describe('what takes a method', () => {
  it('C96: says what to write instead of the promise of a call', async () => {
    const fails = () => createSeam({ apiKey, fetch: async () => Response.error() }).devices.list();
    expect(() => read(fails())).toThrow(
      'paginate takes a method and its parameters: paginate(seam.devices.list, params)',
    );
    await expect(withResponse(fails() as never, {})).rejects.toThrow(
      'withResponse takes a method and its parameters: withResponse(seam.devices.list, params)',
    );
  });

  it.each([undefined, 'devices', {}])('C96: refuses %j', (method) => {
    expect(() => read(method)).toThrow('paginate takes a method');
  });
});

describe('isSeamError', () => {
  it.each([
    ['SeamNotFound', ' Did you mean "SeamNotFoundError"?'],
    ['seamNotFoundError', ' Did you mean "SeamNotFoundError"?'],
    ['constructor', ''],
  ])('C96: refuses %s, whatever the error', (name, suggestion) => {
    for (const error of [new Error('x'), undefined])
      expect(() => isSeamError(error, name as never)).toThrow(
        `isSeamError: unknown error "${name}".${suggestion}`,
      );
  });
});
