import { createSeam } from '@org/seam-core';
import { notify } from '@org/seam-core/internal';
import { fromWebRequest } from '@org/seam-server/internal';
import { createControl } from '../control/control.ts';
import { completeConnectWebview } from '../resources/connect-webviews/complete.ts';
import { createFakeEvents } from '../resources/events/emit.ts';
import { seeds } from '../seeds/index.ts';
import { Webhooks } from '../webhooks/deliveries.ts';
import { Faults } from '../wire/faults.ts';
import { toResponse } from '../wire/fetch.ts';
import { checkListenOptions, listen, type ListeningFake } from '../wire/listen.ts';
import { RateLimits } from '../wire/rate-limits.ts';
import type { Wait } from '../wire/outcome.ts';
import { createResponder } from '../wire/responder.ts';
import { timerWait } from '../wire/wait.ts';
import { createAdd, shareData } from './add.ts';
import { defaultAssumptions } from './assumptions.ts';
import { checkFakeOptions } from './check-options.ts';
import { copyData } from './copy-data.ts';
import { bindHandlers } from './handlers.ts';
import { jobs } from './jobs.ts';
import { Journal } from './journal.ts';
import type { FakeSeam } from './fake-seam.ts';
import type { FakeSeamOptions } from './options.ts';
import { createProvider } from './provider.ts';
import { runInRealTime } from './real-time.ts';
import { omitUndefined } from './search.ts';
import { restoreSnapshot, takeSnapshot } from './snapshot.ts';
import { Violations } from './violations.ts';
import { World } from './world.ts';

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

  // Most tests call no handler directly: the functions of all endpoints are made when one is needed.
  let handlers: FakeSeam['handlers'] | undefined;

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
    get handlers() {
      return (handlers ??= bindHandlers(world, workspaceId, { journal, violations, strict }));
    },
    completeConnectWebview: (connect_webview_id, completion) =>
      completeConnectWebview(world, connect_webview_id, completion),
    snapshot: () => copyData(takeSnapshot(world)),
    restore: (snapshot) => {
      restoreSnapshot(world, copyData(snapshot));
      // A snapshot has no counted requests, and those of another time must not count.
      rateLimits.forget();
    },
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
