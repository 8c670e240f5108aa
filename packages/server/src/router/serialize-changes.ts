import { withTimeout } from '@org/seam-core/internal';
import { httpError } from '../http/api-error.ts';
import { referenceOf, textsIn } from '../input/references.ts';
import type { RequestContext } from './context.ts';

/** The work that a mutex runs. */
interface Work<TResult> {
  /** Waits for the turn. When it rejects, the place in the queues is given up. */
  readonly wait: (turn: Promise<void>) => Promise<unknown>;
  /** Called after a wait only. When it rejects, the place in the queues is given up. */
  readonly afterWait: () => Promise<void>;
  /** Called when all earlier work with a common key is finished. */
  readonly run: () => Promise<TResult>;
}

/** A mutex by key: runs work with a common key one after the other, in order of arrival. */
type Mutex = <TResult>(keys: readonly string[], work: Work<TResult>) => Promise<TResult>;

/** A place in the queue of each of its keys. */
interface Place {
  readonly keys: readonly string[];
  start?: () => void;
}

/** Creates a mutex within this process. It stores a key only while work with it is running or waiting. */
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

  return async (keys, { wait, afterWait, run }) => {
    const place: Place = { keys };
    enter(place);
    try {
      if (!isFirst(place)) {
        await wait(new Promise((resolve) => (place.start = resolve)));
        await afterWait();
      }
      return await run();
    } finally {
      leave(place);
    }
  };
};

/** A change that is being authorized. */
interface Arrival {
  readonly keys: readonly string[];
  /** A change of the same person that arrived later is in the queue already, or done. */
  isOvertaken: boolean;
}

/** The changes that are being authorized, by key, in order of arrival. */
const createArrivals = () => {
  const arrivals = new Map<string, Set<Arrival>>();
  return {
    add: (arrival: Arrival): void => {
      for (const key of arrival.keys) arrivals.set(key, (arrivals.get(key) ?? new Set()).add(arrival));
    },
    overtakeEarlier: (arrival: Arrival): void => {
      for (const key of arrival.keys)
        for (const earlier of arrivals.get(key) ?? []) {
          if (earlier === arrival) break;
          earlier.isOvertaken = true;
        }
    },
    remove: (arrival: Arrival): void => {
      for (const key of arrival.keys) {
        const left = arrivals.get(key);
        left?.delete(arrival);
        if (left?.size === 0) arrivals.delete(key);
      }
    },
  };
};

const overtaken = () =>
  httpError('change_in_progress', {
    message: 'The caller disconnected, and a later change of the same person was made first.',
    retryAfterMs: 1000,
  });

const personKinds = ['user_identity', 'acs_user'];

/** The keys of the persons that a change refers to. A person may have several; only Seam knows which are the same. */
const personKeysIn = (params: object): string[] =>
  textsIn(params).flatMap(({ name, value }) => {
    const reference = referenceOf(name);
    return reference && personKinds.includes(reference.kind) ? [`${reference.by} ${value}`] : [];
  });

interface Change<TResult> {
  /** Called before the change enters the queue, and again after a wait. When it rejects, the change is not made. */
  readonly authorize: () => Promise<void>;
  /** Whether the caller has disconnected. */
  readonly isAbandoned: () => boolean;
  readonly run: () => Promise<TResult>;
}

/** Authorizes a change, and runs it when the earlier changes of the same persons are finished. */
type Serialize = <TResult>(
  params: object,
  context: Pick<RequestContext<unknown>, 'slot'>,
  change: Change<TResult>,
) => Promise<TResult>;

/**
 * Creates the step that serializes the changes of one person.
 *
 * @param queueTimeout the maximum wait in milliseconds; default: 40000, more than the client's `totalTimeout` and less than
 *   the minute after which proxies time out
 */
export const createSerializer = (queueTimeout = 40_000): Serialize => {
  const mutex = createMutex();
  const arrivals = createArrivals();
  return async (params, { slot }, { authorize, isAbandoned, run }) => {
    const keys = personKeysIn(params);
    const arrival: Arrival = { keys, isOvertaken: false };
    arrivals.add(arrival);
    try {
      await authorize();
      // The caller who gave up on a grant has revoked the access meanwhile: sent now, the grant would open the door again.
      if (arrival.isOvertaken && isAbandoned()) throw overtaken();
      arrivals.overtakeEarlier(arrival);
    } finally {
      arrivals.remove(arrival);
    }
    const wait = (turn: Promise<void>): Promise<unknown> => {
      const inTime = () =>
        withTimeout(queueTimeout, turn, () => httpError('change_in_progress', { retryAfterMs: 1000 }));
      return slot ? slot.whileQueued(inTime) : inTime();
    };
    // The permission may have been removed while the change waited.
    return await mutex(keys, { wait, afterWait: authorize, run });
  };
};
