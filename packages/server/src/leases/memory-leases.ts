import { createLinkedList, createRanking, type LinkedList, type Node, type Ranking } from './ranking.ts';

/** The result of `acquire`: the caller holds the lease, another caller does, or the key was completed with a result. */
type Lease<TResult> =
  /** `isTakeover`: the lease of an earlier request with the same fingerprint has expired. */
  | { readonly state: 'acquired'; readonly token: string; readonly isTakeover: boolean }
  | { readonly state: 'busy'; readonly fingerprint: string }
  | { readonly state: 'done'; readonly fingerprint: string; readonly result: TResult };

/** Leases in the memory of this process. Each operation takes constant time, also when it fails. */
export interface MemoryLeases<TResult> {
  /** @throws Error when the store is full of leases that are still held */
  acquire(key: string, request: { readonly fingerprint: string; readonly lease: number }): Lease<TResult>;
  complete(key: string, token: string, result: TResult): void;
  release(key: string, token: string): void;
}

export interface MemoryLeasesOptions<TResult> {
  /** How long completed keys are remembered, in milliseconds. */
  readonly keep: number;
  /**
   * How long the key of an unfinished lease is reserved for its fingerprint after the lease has expired, in milliseconds.
   * @default 0
   */
  readonly reserve?: number | undefined;
  /** How many keys are remembered. Beyond that the owner with the most keys loses the oldest completed one. */
  readonly limit: number;
  /**
   * How many bytes keys, fingerprints and results may take. Beyond that the owner with the most bytes loses the oldest
   * completed key. The latest result is always kept.
   */
  readonly maxBytes: number;
  /** The size of a result, in characters. @default 0 */
  readonly lengthOf?: ((result: TResult) => number) | undefined;
  /** The owner of a key. @default one owner for all keys */
  readonly ownerOf?: ((key: string) => string) | undefined;
  /** Clock, in milliseconds. */
  readonly now: () => number;
  /** What the keys are, for the error message, in the plural. */
  readonly what: string;
}

interface Owner<TResult> {
  readonly name: string;
  /** Completed entries, oldest first. */
  readonly completed: LinkedList<Entry<TResult>>;
  keys: number;
  bytes: number;
}

interface Draft<TResult> {
  readonly key: string;
  readonly fingerprint: string;
  readonly token: string;
  readonly lease: number;
  readonly until: number;
  readonly completed?: { readonly result: TResult };
}

interface Entry<TResult> extends Draft<TResult> {
  readonly bytes: number;
  readonly owner: Owner<TResult>;
  readonly list: LinkedList<Entry<TResult>>;
  node?: Node<Entry<TResult>>;
}

/** Maximum memory of a character in a string, in bytes. */
const bytesPerCharacter = 2;

export const createMemoryLeases = <TResult>(options: MemoryLeasesOptions<TResult>): MemoryLeases<TResult> => {
  const { keep, reserve = 0, limit, maxBytes, now, what } = options;
  const { lengthOf = () => 0, ownerOf = () => '' } = options;
  const entries = new Map<string, Entry<TResult>>();
  const owners = new Map<string, Owner<TResult>>();
  /** Held leases by duration: in each list the first one expires first. There are only a few durations. */
  const held = new Map<number, LinkedList<Entry<TResult>>>();
  /** Owners with completed entries. */
  const byKeys = createRanking<Owner<TResult>>();
  const byBytes = createRanking<Owner<TResult>>();
  let bytes = 0;
  let tokens = 0;

  const sizeOf = ({ key, fingerprint, completed }: Draft<TResult>): number =>
    bytesPerCharacter * (key.length + fingerprint.length + (completed ? lengthOf(completed.result) : 0));

  const count = (entry: Entry<TResult>, sign: 1 | -1): void => {
    const { owner } = entry;
    bytes += sign * entry.bytes;
    owner.bytes += sign * entry.bytes;
    owner.keys += sign;
    const hasCompleted = owner.completed.first() !== undefined;
    byKeys.set(owner, hasCompleted ? owner.keys : 0);
    byBytes.set(owner, hasCompleted ? owner.bytes : 0);
    if (owner.keys === 0) owners.delete(owner.name);
  };
  const forget = (entry: Entry<TResult>): void => {
    entries.delete(entry.key);
    if (entry.node) entry.list.remove(entry.node);
    if (entry.list.first() === undefined && held.get(entry.lease) === entry.list) held.delete(entry.lease);
    count(entry, -1);
  };
  const ownerNamed = (name: string): Owner<TResult> => {
    const owner = owners.get(name) ?? { name, completed: createLinkedList(), keys: 0, bytes: 0 };
    owners.set(name, owner);
    return owner;
  };
  const heldFor = (lease: number): LinkedList<Entry<TResult>> => {
    const list = held.get(lease) ?? createLinkedList();
    held.set(lease, list);
    return list;
  };
  const remember = (draft: Draft<TResult>): void => {
    const owner = ownerNamed(ownerOf(draft.key));
    const list = draft.completed ? owner.completed : heldFor(draft.lease);
    const entry: Entry<TResult> = { ...draft, bytes: sizeOf(draft), owner, list };
    entries.set(draft.key, entry);
    entry.node = list.add(entry);
    count(entry, 1);
  };

  const expiredBy = (time: number): Entry<TResult> | undefined => {
    for (const list of held.values()) {
      const oldest = list.first();
      if (oldest && oldest.until <= time) return oldest;
    }
    return undefined;
  };
  /**
   * An owner that adds many keys loses its own entries first. An unfinished lease is kept as long as a completed key: it shows
   * that its work may be done, and its token is valid until another caller acquires the key.
   */
  const nextToForget = (ranking: Ranking<Owner<TResult>>): Entry<TResult> | undefined => {
    const time = now();
    return expiredBy(time - keep) ?? ranking.heaviest()?.completed.first() ?? expiredBy(time);
  };
  const makeRoom = (keys: number, size: number): boolean => {
    for (;;) {
      const isFull = entries.size + keys > limit;
      if (!isFull && bytes + size <= maxBytes) return true;
      const oldest = nextToForget(isFull ? byKeys : byBytes);
      if (!oldest) return false;
      forget(oldest);
    }
  };
  /** When a caller with this fingerprint may acquire the key. */
  const freeAt = (entry: Entry<TResult>, fingerprint: string): number =>
    entry.completed || entry.fingerprint === fingerprint ? entry.until : entry.until + reserve;
  /** The entry, unless another caller has acquired the key since, or it is completed. */
  const entryOf = (token: string, key: string): Entry<TResult> | undefined => {
    const entry = entries.get(key);
    return entry?.token === token && !entry.completed ? entry : undefined;
  };

  return {
    acquire: (key, { fingerprint, lease }) => {
      const known = entries.get(key);
      if (known && freeAt(known, fingerprint) > now())
        return known.completed
          ? { state: 'done', fingerprint: known.fingerprint, ...known.completed }
          : { state: 'busy', fingerprint: known.fingerprint };
      if (known) forget(known);
      const isTakeover = known !== undefined && !known.completed && known.fingerprint === fingerprint;
      const draft = { key, fingerprint, lease, until: now() + lease, token: String((tokens += 1)) };
      if (!makeRoom(1, sizeOf(draft)))
        throw new Error(`The store is full: ${entries.size} ${what} are in use.`);
      remember(draft);
      return { state: 'acquired', token: draft.token, isTakeover };
    },
    complete: (key, token, result) => {
      const entry = entryOf(token, key);
      if (!entry) return;
      const { fingerprint, lease } = entry;
      const draft = { key, fingerprint, lease, token, completed: { result }, until: now() + keep };
      forget(entry);
      // The latest result is kept even when there is no room: otherwise the same work would run again.
      makeRoom(1, sizeOf(draft));
      remember(draft);
    },
    release: (key, token) => {
      const entry = entryOf(token, key);
      if (entry) forget(entry);
    },
  };
};
