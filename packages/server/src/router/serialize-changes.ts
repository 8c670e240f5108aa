import { SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules, rules, withTimeout } from '@org/seam-core/internal';
import { apiError } from '../http/api-error.ts';
import type { ServerResponse } from '../http/response.ts';
import { type IdempotencyOptions, type RunOnceOptions, runOnce } from '../idempotency/idempotency.ts';
import { createMemoryIdempotencyStore } from '../idempotency/memory-store.ts';
import { checkedIdempotencyStore } from '../idempotency/store.ts';
import { referenceOf } from '../input/references.ts';
import type { RequestContext } from './context.ts';
import type { KernelOptions } from './kernel-options.ts';
import { namedIn } from './resolve-resources.ts';

/** What is done with a turn. */
interface Turn<TResult> {
  /** Waits for the turn. When it rejects, the place is given up. */
  readonly wait: (turn: Promise<void>) => Promise<unknown>;
  /** Runs after a wait, and not without one. When it rejects, the place is given up. */
  readonly afterWait: () => Promise<void>;
  /** Runs when all that came before and share a key are over. */
  readonly perform: () => Promise<TResult>;
}

/** Lets what shares a key happen one after the other, in the order it came. */
type Mutex = <TResult>(keys: readonly string[], turn: Turn<TResult>) => Promise<TResult>;

/** A place in the queue of each of its keys. */
interface Place {
  readonly keys: readonly string[];
  start?: () => void;
}

/** Turns within this process, with no memory of keys that nobody waits for, nor of those who gave up waiting. */
export const createMutex = (): Mutex => {
  const queues = new Map<string, Set<Place>>();

  const firstOf = (key: string): Place | undefined => queues.get(key)?.values().next().value;
  const isFirst = (place: Place): boolean => place.keys.every((key) => firstOf(key) === place);
  const enter = (place: Place): void => {
    for (const key of place.keys) queues.set(key, (queues.get(key) ?? new Set()).add(place));
  };
  const leave = (place: Place): void => {
    for (const key of place.keys) {
      const queue = queues.get(key);
      queue?.delete(place);
      if (queue?.size === 0) queues.delete(key);
    }
    for (const key of place.keys) {
      const next = firstOf(key);
      if (next && isFirst(next)) next.start?.();
    }
  };

  return async (keys, { wait, afterWait, perform }) => {
    const place: Place = { keys };
    enter(place);
    try {
      if (!isFirst(place)) {
        await wait(new Promise((resolve) => (place.start = resolve)));
        await afterWait();
      }
      return await perform();
    } finally {
      leave(place);
    }
  };
};

/** Longer than the client's `totalTimeout`, and less than the minute after which proxies give up, in milliseconds. */
const defaultQueueTimeout = 40_000;

const persons = ['user_identity', 'acs_user'];

/** What a change calls the persons it is about. One person may have several names: nobody but Seam knows which. */
const personsIn = (params: object): string[] =>
  namedIn(params).flatMap(({ name, value }) => {
    const reference = referenceOf(name);
    return reference && persons.includes(reference.kind) ? [`${reference.by} ${value}`] : [];
  });

interface SerializeOptions {
  readonly idempotency?: boolean | IdempotencyOptions | undefined;
  readonly hasActor: boolean;
  readonly queueTimeout?: number | undefined;
  /** Hears that an answer could not be remembered. */
  readonly report: (error: unknown, exchange: RequestContext<unknown>) => void;
  /** Gets what goes on after a call was answered. */
  readonly track: (rest: Promise<void>) => void;
}

const idempotencyRules: OptionRules<IdempotencyOptions> = {
  // What is missing of a store is said where it is first used.
  store: rules.any,
  lease: rules.milliseconds(1, Number.MAX_SAFE_INTEGER),
};

const rememberedBy = ({
  idempotency,
  hasActor,
}: SerializeOptions): Required<Pick<RunOnceOptions, 'store' | 'lease'>> | undefined => {
  if (!idempotency) return undefined;
  if (!hasActor)
    throw new SeamConfigError(
      'idempotency needs actor: two callers may choose the same key. For a start: actor: (req) => req.session?.user',
    );
  const given = idempotency === true ? {} : idempotency;
  checkOptions('idempotency', given, idempotencyRules);
  const { store = createMemoryIdempotencyStore(), lease = 120_000 } = given;
  return { store: checkedIdempotencyStore(store), lease };
};

/**
 * Performs calls that are allowed: reads at once, the changes of one person one after the other, and those with an
 * idempotency key once.
 *
 * @throws SeamConfigError when keys are to be honoured and nobody says whose they are
 */
export const serializeChanges = (
  options: SerializeOptions,
): NonNullable<KernelOptions<RequestContext<unknown>>['around']> => {
  const remembered = rememberedBy(options);
  const { queueTimeout = defaultQueueTimeout } = options;
  const inTurn = createMutex();

  return async ({ endpoint, params, context }, { decide, perform }) => {
    if (endpoint.replay === 'safe') {
      await decide();
      return await perform();
    }
    const key = context.header('idempotency-key');
    const change = (): Promise<ServerResponse> => {
      if (!remembered || key === undefined) return perform();
      const { actor, requestId } = context.state;
      const onStoreError = (error: unknown) => options.report(error, context);
      return runOnce({ endpoint, params, key, actor, requestId }, perform, {
        ...remembered,
        onStoreError,
        onBackgroundWork: options.track,
      });
    };
    // Before the queue, so that whoever is denied keeps nobody waiting.
    await decide();
    return await inTurn(personsIn(params), {
      wait: (turn) => {
        const inTime = withTimeout(queueTimeout, turn, () =>
          apiError('change_in_progress', { retryAfterMs: 1000 }),
        );
        return context.state.slot?.untilTurn(inTime) ?? inTime;
      },
      // What was allowed may not be any more.
      afterWait: decide,
      perform: change,
    });
  };
};
