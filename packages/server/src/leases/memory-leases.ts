import { createQueue, type Place, type Queue } from './queue.ts';
import { createRanking, type Ranking } from './ranking.ts';

/** What becomes of a claim: it is yours, somebody else's, or was settled with a result. */
type Claim<TResult> =
  | { readonly state: 'claimed'; readonly token: string }
  | { readonly state: 'busy'; readonly fingerprint: string }
  | { readonly state: 'done'; readonly fingerprint: string; readonly result: TResult };

/** Keys that one at a time may have, in the memory of this process. Each operation takes constant time, refusals too. */
export interface MemoryLeases<TResult> {
  /** @throws Error when there is no room, since everything remembered is still going on */
  claim(key: string, request: { readonly fingerprint: string; readonly lease: number }): Claim<TResult>;
  complete(key: string, token: string, result: TResult): void;
  release(key: string, token: string): void;
}

export interface MemoryLeasesOptions<TResult> {
  /** How long what is done is remembered, in milliseconds. */
  readonly keep: number;
  /** How many keys are remembered. Beyond that the owner who has most of them loses the oldest that is done. */
  readonly limit: number;
  /**
   * How many bytes the keys, fingerprints and results may take. Beyond that the owner who has most of them loses the oldest
   * that is done. One result more is kept, whatever its size.
   */
  readonly maxBytes: number;
  /** The size of a result, in characters. Without it results take no memory. */
  readonly lengthOf?: ((result: TResult) => number) | undefined;
  /** Whose a key is. Without it all are of one. */
  readonly ownerOf?: ((key: string) => string) | undefined;
  /** The clock, in milliseconds. */
  readonly now: () => number;
  /** What the keys stand for, for the error. */
  readonly what: string;
}

interface Owner<TResult> {
  readonly name: string;
  /** What is done, in the order in which it was. */
  readonly settled: Queue<Entry<TResult>>;
  keys: number;
  bytes: number;
}

interface Draft<TResult> {
  readonly key: string;
  readonly fingerprint: string;
  readonly token: string;
  readonly lease: number;
  readonly until: number;
  readonly settled?: { readonly result: TResult };
}

interface Entry<TResult> extends Draft<TResult> {
  readonly bytes: number;
  readonly owner: Owner<TResult>;
  readonly queue: Queue<Entry<TResult>>;
  place?: Place<Entry<TResult>>;
}

/** The most memory that a character of a text takes, in bytes. */
const perCharacter = 2;

export const createMemoryLeases = <TResult>(options: MemoryLeasesOptions<TResult>): MemoryLeases<TResult> => {
  const { keep, limit, maxBytes, lengthOf = () => 0, ownerOf = () => '', now, what } = options;
  const entries = new Map<string, Entry<TResult>>();
  const owners = new Map<string, Owner<TResult>>();
  /** What goes on, by lease: the oldest of one length is the first that is over. There are only a few lengths. */
  const open = new Map<number, Queue<Entry<TResult>>>();
  /** Owners of whom something can be forgotten. */
  const byKeys = createRanking<Owner<TResult>>();
  const byBytes = createRanking<Owner<TResult>>();
  let bytes = 0;
  let tokens = 0;

  const sizeOf = ({ key, fingerprint, settled }: Draft<TResult>): number =>
    perCharacter * (key.length + fingerprint.length + (settled ? lengthOf(settled.result) : 0));

  const count = (entry: Entry<TResult>, sign: 1 | -1): void => {
    const { owner } = entry;
    bytes += sign * entry.bytes;
    owner.bytes += sign * entry.bytes;
    owner.keys += sign;
    const hasSettled = owner.settled.first() !== undefined;
    byKeys.set(owner, hasSettled ? owner.keys : 0);
    byBytes.set(owner, hasSettled ? owner.bytes : 0);
    if (owner.keys === 0) owners.delete(owner.name);
  };
  const forget = (entry: Entry<TResult>): void => {
    entries.delete(entry.key);
    if (entry.place) entry.queue.remove(entry.place);
    if (entry.queue.first() === undefined && open.get(entry.lease) === entry.queue) open.delete(entry.lease);
    count(entry, -1);
  };
  const ownerNamed = (name: string): Owner<TResult> => {
    const owner = owners.get(name) ?? { name, settled: createQueue(), keys: 0, bytes: 0 };
    owners.set(name, owner);
    return owner;
  };
  const openFor = (lease: number): Queue<Entry<TResult>> => {
    const queue = open.get(lease) ?? createQueue();
    open.set(lease, queue);
    return queue;
  };
  const remember = (draft: Draft<TResult>): void => {
    const owner = ownerNamed(ownerOf(draft.key));
    const queue = draft.settled ? owner.settled : openFor(draft.lease);
    const entry: Entry<TResult> = { ...draft, bytes: sizeOf(draft), owner, queue };
    entries.set(draft.key, entry);
    entry.place = queue.add(entry);
    count(entry, 1);
  };

  /** What nobody works on any more: whoever comes with its key gets it anyway. */
  const lapsed = (): Entry<TResult> | undefined => {
    for (const queue of open.values()) {
      const oldest = queue.first();
      if (oldest && oldest.until <= now()) return oldest;
    }
    return undefined;
  };
  /** Whoever comes with ever new keys loses their own, and nobody else's. */
  const oldestOf = (ranking: Ranking<Owner<TResult>>): Entry<TResult> | undefined =>
    lapsed() ?? ranking.heaviest()?.settled.first();
  /** Whether there is room for so many keys and bytes more. */
  const makeRoom = (keys: number, size: number): boolean => {
    for (;;) {
      const isFull = entries.size + keys > limit;
      if (!isFull && bytes + size <= maxBytes) return true;
      const oldest = oldestOf(isFull ? byKeys : byBytes);
      if (!oldest) return false;
      forget(oldest);
    }
  };
  /** The entry, as long as it is that token's and not settled: whoever was too slow touches nothing. */
  const ownedBy = (token: string, key: string): Entry<TResult> | undefined => {
    const entry = entries.get(key);
    return entry?.token === token && !entry.settled ? entry : undefined;
  };

  return {
    claim: (key, { fingerprint, lease }) => {
      const known = entries.get(key);
      if (known && known.until > now())
        return known.settled
          ? { state: 'done', fingerprint: known.fingerprint, ...known.settled }
          : { state: 'busy', fingerprint: known.fingerprint };
      if (known) forget(known);
      const draft = { key, fingerprint, lease, until: now() + lease, token: String((tokens += 1)) };
      if (!makeRoom(1, sizeOf(draft)))
        throw new Error(`The store is full: ${entries.size} ${what} are going on.`);
      remember(draft);
      return { state: 'claimed', token: draft.token };
    },
    complete: (key, token, result) => {
      const entry = ownedBy(token, key);
      if (!entry) return;
      const { fingerprint, lease } = entry;
      const draft = { key, fingerprint, lease, token, settled: { result }, until: now() + keep };
      forget(entry);
      // What was just done is kept in any case: forgotten at once, it would be done again.
      makeRoom(1, sizeOf(draft));
      remember(draft);
    },
    release: (key, token) => {
      const entry = ownedBy(token, key);
      if (entry) forget(entry);
    },
  };
};
