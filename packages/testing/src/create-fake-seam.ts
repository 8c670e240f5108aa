import { createSeam, endpoints, type Handlers, type Seam } from '@org/seam-core';
import { mapEndpoints, valueAt } from '@org/seam-core/internal';
import { apiError, createRequestHandler, errorAnswer, type CallContext } from '@org/seam-core/server';
import { createAdd, type Add } from './add.ts';
import { authenticate } from './authenticate.ts';
import type { Clock } from './clock.ts';
import { handlers } from './handlers/index.ts';
import { listen, type ListenOptions, type ListeningFake } from './listen.ts';
import { seeds, type Seed, type SeedName } from './seeds/index.ts';
import type { State } from './state.ts';
import { World } from './world.ts';

export interface FakeSeamOptions {
  /**
   * What is there at the start: the name of a seed, or a function that adds what you need.
   * @default 'building'
   */
  seed?: SeedName | Seed | undefined;
  /**
   * The moment at which the fake's clock stands.
   * @default 2026-01-01T00:00:00.000Z
   */
  now?: Date | string | undefined;
}

/** A Seam in memory. */
export interface FakeSeam extends AsyncDisposable {
  /** A client that talks to the fake without a socket. */
  readonly seam: Seam;
  /** What the fake answers, to be passed to a client as its `fetch`. */
  readonly fetch: typeof globalThis.fetch;
  /** The fake as functions, for a router or a server of your own. They act on the fake's first workspace. */
  readonly handlers: Handlers<typeof endpoints, CallContext>;
  /** The API key of the fake's first workspace. */
  readonly apiKey: string;
  /** The id of the fake's first workspace. */
  readonly workspaceId: string;
  /** The base URL under which `fetch` answers; requests to it never leave the process. */
  readonly endpoint: string;
  readonly add: Add;
  readonly state: State;
  readonly clock: Clock;
  /** Answers on a real socket, on this machine only unless a host is given. */
  listen(options?: ListenOptions): Promise<ListeningFake>;
}

const endpoint = 'https://fake-seam.invalid';

/** The handlers as anybody may call them: in the first workspace, and with what is `undefined` left out. */
const bindHandlers = (world: World, workspace_id: string): Handlers<typeof endpoints, CallContext> =>
  mapEndpoints(endpoints, (_, names) => {
    const handler = valueAt(handlers, names) as (params: object, context: object) => unknown;
    return (params: object = {}, context: CallContext = {}) =>
      handler(Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)), {
        world,
        workspace_id,
        signal: context.signal,
      });
  }) as Handlers<typeof endpoints, CallContext>;

/**
 * Makes a Seam that lives in this process: it remembers what is granted and revoked, and shares nothing with other
 * fakes. Making one opens no socket and takes a few milliseconds.
 *
 * @example
 * const fake = createFakeSeam();
 * const [person] = await fake.seam.userIdentities.list();
 */
export const createFakeSeam = ({
  seed = 'building',
  now = '2026-01-01T00:00:00.000Z',
}: FakeSeamOptions = {}): FakeSeam => {
  const world = new World({ now, endpoint });
  const { state, ids, clock } = world;
  const listeners: ListeningFake[] = [];
  const bootstrap = createAdd(world, '');
  const workspaceId = bootstrap.workspace().workspace_id;
  const apiKey = bootstrap.apiKey(workspaceId);
  const add = createAdd(world, workspaceId);
  (typeof seed === 'function' ? seed : seeds[seed])(add, state);

  const options = {
    context: authenticate(world),
    strict: false,
    bodyLimit: 1_048_576,
    requestId: () => `request${ids.count('request')}`,
  };
  const answer = createRequestHandler(endpoints, handlers, options);
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const response = await answer(new Request(input, init));
    if (response) return response;
    const { status, headers, value } = errorAnswer(apiError('not_implemented_by_fake'), options.requestId());
    return Response.json(value, { status, headers });
  };

  return {
    apiKey,
    workspaceId,
    endpoint,
    add,
    state,
    clock,
    fetch,
    seam: createSeam({ apiKey, endpoint, fetch }),
    handlers: bindHandlers(world, workspaceId),
    listen: async (where) => {
      const listening = await listen(options, where);
      listeners.push(listening);
      return listening;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(listeners.splice(0).map((listening) => listening.close()));
    },
  };
};
