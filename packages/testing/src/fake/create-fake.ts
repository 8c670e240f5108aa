import { createSeam, type endpoints, type Handlers, type Seam } from '@org/seam-core';
import { notify } from '@org/seam-core/internal';
import type { HandlerContext } from '@org/seam-server';
import { fromWebRequest } from '@org/seam-server/internal';
import { createControl } from '../control/control.ts';
import { completeConnectWebview, type WebviewCompletion } from '../resources/connect-webviews/complete.ts';
import { createFakeEvents, type FakeEvents } from '../resources/events/emit.ts';
import { seeds } from '../seeds/index.ts';
import { Webhooks } from '../webhooks/deliveries.ts';
import { Faults } from '../wire/faults.ts';
import { toResponse } from '../wire/fetch.ts';
import { checkListenOptions, listen, type ListeningFake, type ListenOptions } from '../wire/listen.ts';
import { RateLimits } from '../wire/rate-limits.ts';
import type { Wait } from '../wire/outcome.ts';
import { createResponder } from '../wire/responder.ts';
import { timerWait } from '../wire/wait.ts';
import type { Add } from './add-interface.ts';
import { createAdd, shareData } from './add.ts';
import { type Assumptions, defaultAssumptions } from './assumptions.ts';
import { checkFakeOptions } from './check-options.ts';
import type { Clock } from './clock.ts';
import { copyData } from './copy-data.ts';
import { bindHandlers } from './handlers.ts';
import { jobs } from './jobs.ts';
import { Journal } from './journal.ts';
import type { FakeSeamOptions } from './options.ts';
import { createProvider, type Provider } from './provider.ts';
import { runInRealTime } from './real-time.ts';
import { omitUndefined } from './search.ts';
import { restoreSnapshot, type Snapshot, takeSnapshot } from './snapshot.ts';
import type { State } from './state.ts';
import { Violations } from './violations.ts';
import { World } from './world.ts';

/** A fake of the Seam API in memory. */
export interface FakeSeam extends AsyncDisposable {
  /**
   * A client that talks to the fake without a socket. It retries after 1, 2 and 4 milliseconds, and polls a pending action
   * attempt every 5 milliseconds for at most 3 seconds; a `Retry-After` is waited for in full. Other options: pass `fetch`
   * and `endpoint` to a client of your own.
   */
  readonly seam: Seam;
  /** Responds to requests. Pass it to a client as its `fetch`. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * The fake's handlers, for your own router or server. They use the fake's first workspace. Parameters that Seam does not have
   * are ignored, and with `strict` they are an error. The journal has their calls; faults and rate limits do not apply to them:
   * for these, pass `fake.seam` to the router.
   */
  readonly handlers: Handlers<typeof endpoints, HandlerContext>;
  /** The API key of the fake's first workspace. */
  readonly apiKey: string;
  /** The id of the fake's first workspace. */
  readonly workspaceId: string;
  /** The base URL that `fetch` serves. Requests to it never leave the process. */
  readonly endpoint: string;
  /** The seed of the random numbers. Pass it as `randomSeed` to reproduce a run. */
  readonly randomSeed: number;
  /** The assumptions of this fake: the defaults, and what the options set. */
  readonly assumptions: Assumptions;
  readonly add: Add;
  readonly state: State;
  readonly clock: Clock;
  /** Every request the fake received, and every call of `handlers`. */
  readonly journal: Journal;
  /** Injects faults between the caller and Seam. */
  readonly faults: Faults;
  /** What happens at devices, in access systems and in accounts without a request to Seam, failures included. */
  readonly provider: Provider;
  /** Writes events that nothing in the fake causes. */
  readonly events: FakeEvents;
  /** Signed deliveries of events to registered webhooks. */
  readonly webhooks: Webhooks;
  /** The documented rate limits per minute. Off by default. */
  readonly rateLimits: RateLimits;
  /**
   * Completes a connect webview as its user would: with a login, which connects an account and its devices, or with a failure.
   * A login to an account that exists connects it again.
   * @returns the URL to which the webview redirects its user; `null` without a `custom_redirect_url`
   * @throws Error when there is no such webview, when it is not pending, or when it does not accept the provider
   */
  completeConnectWebview(connect_webview_id: string, completion?: WebviewCompletion): string | null;
  /** The whole state as plain data, for `restore` or for a file. */
  snapshot(): Snapshot;
  /** Restores a snapshot of this or another fake. */
  restore(snapshot: Snapshot): void;
  /** Restores the initial state, clock and rate limits, and clears the journal, the faults and the planned failures. */
  reset(): void;
  /**
   * Checks how the fake was used, also when it is not strict.
   * @throws Error after a request to an endpoint that Seam does not have, after one with a parameter that a strict fake
   * refused, when a receiver of webhooks failed without a fault, and when a queued fault or a planned failure was not used
   */
  verify(): void;
  /** Listens on a socket, by default only for this machine. */
  listen(options?: ListenOptions): Promise<ListeningFake>;
}

const endpoint = 'https://fake-seam.invalid';

/**
 * Delays of the fake's own client, in real milliseconds: what it waits for happens at once, or when a test moves the clock.
 * An action attempt that is still pending after 3 seconds will be pending for ever, and a test should not time out first.
 */
const quick = {
  retry: { baseDelay: 1 },
  waitForActionAttempt: { pollingInterval: 5, timeout: 3000 },
} as const;

/**
 * Creates a fake of the Seam API in this process. Fakes share no state, but their ids and keys are the same: for two
 * tenants, use one fake with two workspaces, by `add.workspace()` and `add.apiKey()`. It opens no socket and takes a few
 * milliseconds.
 *
 * @example
 * const fake = createFakeSeam();
 * const [person] = await fake.seam.userIdentities.list();
 */
export const createFakeSeam = (options: FakeSeamOptions = {}): FakeSeam => {
  checkFakeOptions('createFakeSeam', options);
  const {
    seed = 'building',
    now = '2026-01-01T00:00:00.000Z',
    assumptions = {},
    randomSeed = 1,
    strict = false,
    rateLimits: areLimitsOn = false,
    wait: waitBy = 'timers',
    journalLimit = 10_000,
  } = options;
  const world = new World({
    now,
    endpoint,
    jobs,
    randomSeed,
    assumptions: structuredClone({ ...defaultAssumptions, ...omitUndefined(assumptions) }),
  });
  const { state, clock } = world;
  const journal = new Journal(journalLimit);
  world.onLateEffect = (request_id) => journal.apply(request_id);
  const faults = new Faults(world.random);
  const rateLimits = new RateLimits(clock, state, areLimitsOn);
  const violations = new Violations();
  const webhooks = new Webhooks(world, violations);
  const wait: Wait = waitBy === 'clock' ? (ms, signal) => clock.wait(ms, signal) : timerWait;
  const listeners: ListeningFake[] = [];

  const bootstrap = createAdd(world, '');
  const workspaceId = bootstrap.workspace().workspace_id;
  const apiKey = bootstrap.apiKey(workspaceId);
  const add = createAdd(world, workspaceId);
  if (typeof seed === 'function') seed(add, state);
  else seeds[seed](createAdd(world, workspaceId, shareData), state);
  const beginning = takeSnapshot(world);

  const respond = createResponder({ world, journal, faults, rateLimits, violations, strict });
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const { pathname, search, origin } = new URL(request.url);
    const outcome = await respond(fromWebRequest(request, pathname + search), origin);
    return await toResponse(outcome, request.signal, wait);
  };
  const plans = { faults, webhookFaults: webhooks.faults, failures: world.failures };
  const verify = () => violations.verify(plans);

  const fake: FakeSeam = {
    apiKey,
    workspaceId,
    endpoint,
    randomSeed,
    assumptions: world.assumptions,
    add,
    state,
    clock,
    journal,
    faults,
    provider: createProvider(world),
    rateLimits,
    events: createFakeEvents(world, workspaceId),
    webhooks,
    fetch,
    seam: createSeam({ apiKey, endpoint, fetch, ...quick }),
    handlers: bindHandlers(world, workspaceId, { journal, violations, strict }),
    completeConnectWebview: (connect_webview_id, completion) =>
      completeConnectWebview(world, connect_webview_id, completion),
    snapshot: () => copyData(takeSnapshot(world)),
    restore: (snapshot) => restoreSnapshot(world, copyData(snapshot)),
    reset: () => {
      restoreSnapshot(world, beginning);
      journal.clear();
      faults.clear();
      webhooks.reset();
      rateLimits.reset();
      world.failures.clear();
      violations.clear();
    },
    verify,
    listen: async (where = {}) => {
      checkListenOptions(where);
      const { onChange = () => {}, clock: time = 'fixed' } = where;
      const delivers = where.webhooks !== 'manual';
      const changed = () => notify(onChange);
      const afterwards = async () => {
        if (delivers) await webhooks.flush();
        changed();
      };
      const sideways = where.control === true ? createControl(fake, afterwards) : undefined;
      const describe = () => ({
        ok: true,
        message: 'A fake of the Seam API. Requests need one of its API keys.',
        now: clock.timestamp(),
      });
      let stopTime = () => {};
      const closed = () => stopTime();
      const parts = { respond, wait, changed, afterwards, sideways, describe, closed };
      const listening = await listen(parts, where);
      if (time === 'real')
        stopTime = runInRealTime(world, {
          delivers,
          onDue: afterwards,
          onError: (error) => violations.addFailedJob(error),
        });
      listeners.push(listening);
      return listening;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(listeners.splice(0).map((listening) => listening.close()));
      if (strict) verify();
    },
  };
  return fake;
};
