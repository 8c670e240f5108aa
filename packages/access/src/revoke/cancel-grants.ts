import type { Seam, UserIdentity } from '@org/seam-core';
import { AccessError } from '../access-error.ts';

/** A grant or a revocation of a person that is in progress or waits. */
interface Turn {
  /** Cancels a grant; absent for a revocation. */
  readonly controller?: AbortController;
  readonly settled: Promise<unknown>;
}

/** What is known of a person while something of it is in progress. */
interface PersonTurns {
  readonly turns: Set<Turn>;
  /** The number of the revocation that was started last. */
  lastRevocation: number;
}

/** The turns of one client. They are numbered in the order in which they are started. */
interface ClientTurns {
  started: number;
  /** Turns whose person is being looked up. */
  readonly lookUps: Map<number, Promise<unknown>>;
  readonly people: Map<string, PersonTurns>;
}

const clients = new WeakMap<Seam, ClientTurns>();

const clientOf = (seam: Seam): ClientTurns => {
  const client = clients.get(seam) ?? { started: 0, lookUps: new Map(), people: new Map() };
  clients.set(seam, client);
  return client;
};

const personOf = ({ people }: ClientTurns, user_identity_id: string): PersonTurns => {
  const person = people.get(user_identity_id) ?? { turns: new Set(), lastRevocation: 0 };
  people.set(user_identity_id, person);
  return person;
};

/** Forgets the people of whom nothing is in progress, as long as no earlier turn may still be one of theirs. */
const forgetIdle = ({ people, lookUps }: ClientTurns): void => {
  if (lookUps.size > 0) return;
  for (const [id, { turns }] of people) if (turns.size === 0) people.delete(id);
};

const cancellation = (): AccessError =>
  new AccessError(
    'cancelled_by_revocation',
    'Access of the person is being revoked, so the grant was cancelled.',
  );

/** Cancels the grants of a person, and returns what settles when they have ended. */
const abortGrants = ({ turns }: PersonTurns): Promise<unknown>[] => {
  const grants = [...turns].filter(({ controller }) => controller !== undefined);
  for (const { controller } of grants) controller?.abort(cancellation());
  return grants.map(({ settled }) => settled);
};

/**
 * Cancels the grants of a user identity that were started through this client, also those whose person is being looked up, and
 * waits until the others have ended. A request of theirs that was sent may still arrive: see `unknownGrantDelay`.
 */
export const cancelGrants = async (seam: Seam, user_identity_id: string): Promise<void> => {
  const client = clients.get(seam);
  if (!client) return;
  client.started += 1;
  const person = personOf(client, user_identity_id);
  person.lastRevocation = client.started;
  await Promise.allSettled(abortGrants(person));
  forgetIdle(client);
};

/**
 * Waits until what was started before has ended, or until the grant is cancelled. Rejects when the caller's signal aborts.
 */
const waitFor = async (
  earlier: readonly Promise<unknown>[],
  { signal, cancelled }: { readonly signal: AbortSignal | undefined; readonly cancelled?: AbortSignal },
): Promise<void> => {
  signal?.throwIfAborted();
  if (earlier.length === 0 || cancelled?.aborted) return;
  const ended = Promise.allSettled(earlier);
  await new Promise<unknown>((resolve, reject) => {
    const abort = () => reject(signal?.reason as Error);
    const cancel = () => resolve(undefined);
    signal?.addEventListener('abort', abort, { once: true });
    cancelled?.addEventListener('abort', cancel, { once: true });
    void ended.then(resolve).finally(() => {
      signal?.removeEventListener('abort', abort);
      cancelled?.removeEventListener('abort', cancel);
    });
  });
};

interface TurnRequest<TResult> {
  readonly seam: Seam;
  /** Looks the person up. */
  readonly find: () => Promise<UserIdentity>;
  /** The caller's signal: ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Runs once it is its turn. The signal aborts when a later revocation cancels a grant. */
  readonly work: (identity: UserIdentity, cancelled: AbortSignal) => Promise<TResult>;
}

/** Looks the person up, under a number that says when the turn was started. */
const lookUp = async <TResult>(
  client: ClientTurns,
  request: TurnRequest<TResult>,
  register: (identity: UserIdentity, number: number) => Promise<TResult>,
): Promise<TResult> => {
  client.started += 1;
  const number = client.started;
  const { promise, end } = createSignal();
  client.lookUps.set(number, promise);
  let result: Promise<TResult>;
  try {
    const identity = await request.find();
    result = register(identity, number);
  } finally {
    client.lookUps.delete(number);
    end();
    forgetIdle(client);
  }
  return await result;
};

const createSignal = (): { readonly promise: Promise<void>; readonly end: () => void } => {
  let end = () => {};
  const promise = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { promise, end };
};

const runTurn = async <TResult>(
  { turns }: PersonTurns,
  turn: Turn & { readonly settled: Promise<TResult> },
): Promise<TResult> => {
  turns.add(turn);
  try {
    return await turn.settled;
  } finally {
    turns.delete(turn);
  }
};

/**
 * Runs a grant after everything of the same user identity that was started before. A revocation that is started later aborts
 * its signal.
 */
export const takeGrantTurn = async <TResult>(request: TurnRequest<TResult>): Promise<TResult> => {
  const { seam, signal, work, find } = request;
  const client = clientOf(seam);
  // What was started before has to be known to be somebody else's, or to come first.
  const earlier = [...client.lookUps.values()];
  const findInOrder = async () => {
    const identity = await find();
    await waitFor(earlier, { signal });
    return identity;
  };
  return await lookUp(client, { ...request, find: findInOrder }, async (identity, number) => {
    const person = personOf(client, identity.user_identity_id);
    const controller = new AbortController();
    const { signal: cancelled } = controller;
    if (person.lastRevocation > number) controller.abort(cancellation());
    const before = [...person.turns].map(({ settled }) => settled);
    const settled = waitFor(before, { signal, cancelled }).then(() => work(identity, cancelled));
    return await runTurn(person, { controller, settled });
  });
};

/**
 * Cancels the grants of the user identity that were started before, then runs a revocation. Grants that are started later wait
 * for it; other revocations of the same user identity do not.
 */
export const takeRevocationTurn = async <TResult>(request: TurnRequest<TResult>): Promise<TResult> => {
  const { seam, signal, work } = request;
  const client = clientOf(seam);
  return await lookUp(client, request, async (identity, number) => {
    const person = personOf(client, identity.user_identity_id);
    person.lastRevocation = Math.max(person.lastRevocation, number);
    const before = abortGrants(person);
    const settled = waitFor(before, { signal }).then(() => work(identity, new AbortController().signal));
    return await runTurn(person, { settled });
  });
};
