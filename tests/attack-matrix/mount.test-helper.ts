import { endpoints } from '@org/seam-core';
import {
  createRequestHandler,
  type Exposable,
  type RouterOptions,
  type SeamHandlers,
} from '@org/seam-server';
import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import type { IncomingHttpHeaders } from 'node:http';
import { expect } from 'vitest';

/** The base path of the API on every server. */
export const base = '/api/seam';

/** The endpoints that are exposed by default. `/locks/unlock_door` is not. */
export const exposed = ['/user_identities/*', '/acs/users/*', '/acs/entrances/*', '/devices/list'] as const;

/** Options for every server. The type of a request is unknown: read it with `headerOf`. */
export type MatrixOptions = Partial<RouterOptions<Exposable, unknown>>;
export type MatrixTarget = SeamHandlers | ((req: unknown) => SeamHandlers | Promise<SeamHandlers>);

export interface MountOptions {
  readonly target?: ((fake: FakeSeam) => MatrixTarget) | undefined;
}

interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

/** A router in front of a fake with one person, who may open one device. */
export interface Mounted extends AsyncDisposable {
  readonly fake: FakeSeam;
  readonly url: string;
  readonly user_identity_id: string;
  readonly device_id: string;
  /** The errors that `onError` was called with. */
  readonly errors: unknown[];
  send(path: string, init?: RequestInit): Promise<TestResponse>;
  drain(): Promise<void>;
  /** The endpoints that the fake was called with. */
  upstream(): string[];
  /** Whether the person may still open the device. */
  hasDevice(): boolean;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The fake, the options of the router, and what tests read of both. */
export const prepare = (options: MatrixOptions, { target }: MountOptions) => {
  const fake = createFakeSeam({ seed: 'empty' });
  const { user_identity_id } = fake.add.userIdentity({
    user_identity_id: 'ada00000-feed-4abc-8def-0000000000aa',
    full_name: 'Ada Okafor',
  });
  const { device_id } = fake.add.device({ device_id: 'd00d0000-feed-4abc-8def-0000000000dd' });
  fake.state.deviceAccess.add(user_identity_id, device_id);
  const errors: unknown[] = [];
  return {
    target: target ? target(fake) : fake.seam,
    options: {
      expose: exposed,
      authorize: () => true,
      onError: (error: unknown) => void errors.push(error),
      ...options,
    } as RouterOptions<Exposable, unknown>,
    common: {
      fake,
      user_identity_id,
      device_id,
      errors,
      upstream: () => fake.journal.calls.map(({ endpoint }) => endpoint),
      hasDevice: () => fake.state.deviceAccess.has(user_identity_id, device_id),
    },
  };
};

export const readResponse = async (response: Response): Promise<TestResponse> => {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) };
};

/**
 * The request handler, called without a socket: the fastest way to send parameters and headers to the router.
 * `servers.test.ts` proves that every server returns the same responses.
 */
export const mount = async (options: MatrixOptions = {}, more: MountOptions = {}): Promise<Mounted> => {
  const { target, options: complete, common } = prepare(options, more);
  const handle = createRequestHandler(endpoints, target, { basePath: base, ...complete });
  const url = 'http://127.0.0.1:3000';
  return {
    ...common,
    url,
    drain: () => handle.drain(),
    send: async (path, init) => {
      const request = new Request(url + base + path, init);
      // As fetch does on a socket: the caller cannot choose it.
      request.headers.set('host', new URL(url).host);
      return readResponse((await handle(request)) ?? new Response(null, { status: 404 }));
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
};

/** A header of a request of any server. */
export const headerOf = (req: unknown, name: string): string | undefined => {
  const { headers } = req as { headers: Headers | IncomingHttpHeaders };
  return headers instanceof Headers
    ? (headers.get(name) ?? undefined)
    : (headers[name] as string | undefined);
};

/** Matches an error response. */
export const refusal = (status: number, type: string) => ({
  status,
  body: { ok: false, error: expect.objectContaining({ type, request_id: expect.any(String) }) },
});

/** A POST with a JSON body. A string is sent as it is. */
export const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
