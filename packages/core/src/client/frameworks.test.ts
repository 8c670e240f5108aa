import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSeam as createSeamOf } from './create-seam.ts';
import { json, recordingServer } from './recording-server.test-helper.ts';

const apiKey = 'seam_test1_key';
const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

/** A client with a new module state and this global Request. */
const freshClient = async (request: unknown): Promise<typeof createSeamOf> => {
  vi.resetModules();
  vi.stubGlobal('Request', request);
  return (await import('./create-seam.ts')).createSeam;
};

const recordingFetch = () => {
  const inits: RequestInit[] = [];
  const fetch = async (_: unknown, init: RequestInit = {}) => {
    inits.push(init);
    return Response.json({ devices: [], ok: true });
  };
  return { fetch, inits };
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe('the cache option', () => {
  it('C102: disables caches in every attempt', async () => {
    const caches: unknown[] = [];
    const fetch = async (_: unknown, init: RequestInit = {}) => {
      caches.push(init.cache);
      return Response.json({ ok: true }, { status: caches.length === 1 ? 503 : 200 });
    };
    const seam = createSeamOf({ apiKey, fetch, retry: { baseDelay: 0 } });
    await seam.userIdentities.delete({ user_identity_id });
    await seam.userIdentities.delete({ user_identity_id });
    expect(caches).toEqual(['no-store', 'no-store', 'no-store']);
  });

  it('C102: is omitted where the runtime rejects it (older Workers)', async () => {
    const { Request } = globalThis;
    class WorkersRequest extends Request {
      constructor(input: RequestInfo, init?: RequestInit) {
        if (init?.cache) throw new Error("The 'cache' field on 'RequestInitializerDict' is not implemented.");
        super(input, init);
      }
    }
    const { fetch, inits } = recordingFetch();
    const seam = (await freshClient(WorkersRequest))({ apiKey, fetch });
    expect(await seam.devices.list()).toEqual([]);
    expect(inits[0]).not.toHaveProperty('cache');
  });

  it('C102: is omitted where it changes the URL (React Native)', async () => {
    const { Request } = globalThis;
    class NativeRequest extends Request {
      constructor(input: string, init?: RequestInit) {
        super(init?.cache === 'no-store' ? `${input}?_=1` : input, init);
      }
    }
    const { fetch, inits } = recordingFetch();
    await (await freshClient(NativeRequest))({ apiKey, fetch }).devices.list();
    expect(inits[0]).not.toHaveProperty('cache');
  });
});

describe('a control-flow signal of a framework', () => {
  const signals: [string, object][] = [
    [
      'Next.js: a page is dynamic',
      Object.assign(new Error('Dynamic server usage'), { digest: 'DYNAMIC_SERVER_USAGE' }),
    ],
    [
      'Next.js: a redirect',
      Object.assign(new Error('NEXT_REDIRECT'), { digest: 'NEXT_REDIRECT;replace;/login;307;' }),
    ],
    ['React: a postponed page', { $$typeof: Symbol.for('react.postpone') }],
  ];
  it.each(signals)('C103: passes through fetch unchanged, and ends the call: %s', async (_, signal) => {
    const stack = (signal as Error).stack;
    const fetch = vi.fn(() => Promise.reject(signal as Error));
    const error = vi.fn();
    const seam = createSeamOf({ apiKey, fetch, hooks: { error } });
    const thrown: unknown = await seam.devices.list().catch((reason: unknown) => reason);
    expect(thrown).toBe(signal);
    expect((thrown as Error).stack).toBe(stack);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('C103: passes through the opening of a client session', async () => {
    const [[, signal] = ['', {}]] = signals;
    const fetch = () => Promise.reject(signal);
    const seam = createSeamOf({ publishableKey: 'seam_pk1_abc', userIdentifierKey: 'u', fetch });
    expect(await seam.devices.list().catch((reason: unknown) => reason)).toBe(signal);
  });
});

describe('an environment without permission to read', () => {
  const denied = () =>
    new Proxy(
      {},
      {
        get: () => {
          throw Object.assign(new Error('Requires env access to "SEAM_ENDPOINT"'), { name: 'NotCapable' });
        },
      },
    );

  it('C111: does not matter when a credential is passed (Deno without --allow-env)', async () => {
    await using server = await recordingServer(json({ devices: [], ok: true }));
    vi.stubGlobal('process', { env: denied() });
    const seam = createSeamOf({ apiKey, endpoint: server.url });
    expect(() => createSeamOf({ apiKey })).not.toThrow();
    expect(() => createSeamOf({ auth: 'none' })).not.toThrow();
    vi.unstubAllGlobals();
    expect(await seam.devices.list()).toEqual([]);
  });

  it('C111: counts as empty when none is passed', () => {
    vi.stubGlobal('process', { env: denied() });
    expect(() => createSeamOf()).toThrow('No credential: pass apiKey');
  });

  it.each([{}, undefined])('C111: counts as empty where there is none: process is %o', (process) => {
    vi.stubGlobal('process', process);
    expect(() => createSeamOf()).toThrow('No credential: pass apiKey');
  });
});
