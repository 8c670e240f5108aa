import { withTimeout } from '@org/seam-core/internal';
import { httpError } from '../http/api-error.ts';
import { referenceOf, textsIn } from '../input/references.ts';
import type { RequestContext } from './context.ts';

/** The work that a mutex runs. */
interface Work<TResult> {
  /**
   * Called at once, and again after a wait: the permission may have been removed meanwhile. When it rejects, the place in the
   * queues is given up.
   */
  readonly authorize: () => Promise<void>;
  /**
   * Waits for the turn. When it rejects, the place in the queues is given up.
   * @param isBlocked whether earlier work has exceeded its time, and may never end
   */
  readonly wait: (turn: Promise<void>, isBlocked: boolean) => Promise<unknown>;
  /** Called when all earlier work with a common key is finished. */
  readonly run: () => Promise<TResult>;
  /** Whether the work has exceeded its time. It keeps its place. */
  readonly isLate?: () => boolean;
}

/** A mutex by key: runs work with a common key one after the other, in order of arrival. */
type Mutex = <TResult>(keys: readonly string[], work: Work<TResult>) => Promise<TResult>;

/** A place in the queue of each of its keys. */
interface Place {
  readonly keys: readonly string[];
  readonly isLate: () => boolean;
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

  return async (keys, { authorize, wait, run, isLate = () => false }) => {
    const place: Place = { keys, isLate };
    enter(place);
    try {
      await authorize();
      if (!isFirst(place)) {
        const isBlocked = keys.some((key) => firstOf(key)?.isLate());
        await wait(new Promise((resolve) => (place.start = resolve)), isBlocked);
        await authorize();
      }
      return await run();
    } finally {
      leave(place);
    }
  };
};

const personKinds = ['user_identity', 'acs_user'];

/** The keys of the persons that a change refers to. A person may have several; only Seam knows which are the same. */
const personKeysIn = (params: object): string[] =>
  textsIn(params).flatMap(({ name, value }) => {
    const reference = referenceOf(name);
    return reference && personKinds.includes(reference.kind) ? [`${reference.by} ${value}`] : [];
  });

/** Authorizes a change, and runs it when the earlier changes of the same persons are finished. */
type Serialize = <TResult>(
  params: object,
  context: Pick<RequestContext<unknown>, 'slot' | 'lateWork'>,
  change: Pick<Work<TResult>, 'authorize' | 'run'>,
) => Promise<TResult>;

/**
 * Creates the step that serializes the changes of one person, in order of arrival: a grant that takes long to authorize would
 * otherwise be sent after a confirmed revocation, and open the door again.
 *
 * @param queueTimeout the maximum wait in milliseconds; default: 40000, more than the client's `totalTimeout` and less than
 *   the minute after which proxies time out
 */
export const createSerializer = (queueTimeout = 40_000): Serialize => {
  const mutex = createMutex();
  return (params, context, { authorize, run }) => {
    const { slot } = context;
    const inProgress = () => httpError('change_in_progress', { retryAfterMs: 1000 });
    const wait = async (turn: Promise<void>, isBlocked: boolean): Promise<unknown> => {
      if (isBlocked) throw inProgress();
      const inTime = () => withTimeout(queueTimeout, turn, inProgress);
      return await (slot ? slot.whileQueued(inTime) : inTime());
    };
    const isLate = () => context.lateWork !== undefined;
    return mutex(personKeysIn(params), { authorize, wait, run, isLate });
  };
};
