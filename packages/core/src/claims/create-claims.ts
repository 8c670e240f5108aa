import { checkRanges } from '../check-ranges.ts';
import { createOwnedKeys } from './owned-keys.ts';

/** What becomes of a claim: it is yours, somebody else's, or was settled with a result. */
type Claim<TResult> =
  | { readonly state: 'claimed'; readonly token: string }
  | { readonly state: 'busy'; readonly fingerprint: string }
  | { readonly state: 'done'; readonly fingerprint: string; readonly result: TResult };

/** Keys that one at a time may have, in the memory of this process. */
export interface Claims<TResult> {
  /** @throws Error when there is no room, since everything remembered is still going on */
  claim(key: string, request: { readonly fingerprint: string; readonly lease: number }): Claim<TResult>;
  complete(key: string, token: string, result: TResult): void;
  release(key: string, token: string): void;
}

export interface ClaimsOptions {
  /** How long what is done is remembered, in milliseconds. */
  readonly keep: number;
  /** How many keys are remembered. Beyond that whoever has most of them loses the oldest that is done. */
  readonly limit: number;
  /** Whose a key is. Without it all are of one. */
  readonly ownerOf?: ((key: string) => string) | undefined;
  /** The clock, in milliseconds. */
  readonly now: () => number;
  /** What the keys stand for, for the error. */
  readonly what: string;
}

interface Entry<TResult> {
  readonly fingerprint: string;
  readonly token: string;
  readonly until: number;
  readonly settled?: { readonly result: TResult };
}

/** @throws SeamConfigError when `keep` or `limit` makes no sense: nothing would be remembered, or there would be no room */
export const createClaims = <TResult>(options: ClaimsOptions): Claims<TResult> => {
  const { keep, limit, ownerOf = () => '', now, what } = options;
  checkRanges(options, { keep: [1, Number.MAX_SAFE_INTEGER], limit: [2, Number.MAX_SAFE_INTEGER] });
  const entries = new Map<string, Entry<TResult>>();
  const owned = createOwnedKeys(ownerOf);
  let tokens = 0;

  const forget = (key: string): void => {
    entries.delete(key);
    owned.delete(key);
  };
  /** Set anew, a key is the youngest: the oldest are forgotten first. */
  const remember = (key: string, entry: Entry<TResult>): void => {
    forget(key);
    entries.set(key, entry);
    owned.add(key);
  };
  const oldestFree = (keys: Iterable<string>): string | undefined => {
    for (const key of keys) {
      const entry = entries.get(key);
      if (entry && (entry.settled || entry.until <= now())) return key;
    }
    return undefined;
  };
  const makeRoom = (): void => {
    if (entries.size < limit) return;
    // Whoever comes with ever new keys loses their own, and nobody else's.
    const key = oldestFree(owned.ofGreatestOwner()) ?? oldestFree(entries.keys());
    if (key === undefined) throw new Error(`The store is full: ${limit} ${what} are going on.`);
    forget(key);
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
      forget(key);
      makeRoom();
      tokens += 1;
      const token = String(tokens);
      remember(key, { fingerprint, token, until: now() + lease });
      return { state: 'claimed', token };
    },
    complete: (key, token, result) => {
      const entry = ownedBy(token, key);
      if (entry) remember(key, { ...entry, settled: { result }, until: now() + keep });
    },
    release: (key, token) => {
      if (ownedBy(token, key)) forget(key);
    },
  };
};
