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
  /** How many keys are remembered. Beyond that the oldest that are done are forgotten. */
  readonly limit: number;
  /** The clock, in milliseconds since 1970. */
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

export const createClaims = <TResult>({ keep, limit, now, what }: ClaimsOptions): Claims<TResult> => {
  const entries = new Map<string, Entry<TResult>>();
  let tokens = 0;

  const makeRoom = (): void => {
    if (entries.size < limit) return;
    for (const [key, { settled, until }] of entries)
      if (settled || until <= now()) {
        entries.delete(key);
        return;
      }
    throw new Error(`The store is full: ${limit} ${what} are going on.`);
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
      entries.delete(key);
      makeRoom();
      tokens += 1;
      const token = String(tokens);
      entries.set(key, { fingerprint, token, until: now() + lease });
      return { state: 'claimed', token };
    },
    complete: (key, token, result) => {
      const entry = ownedBy(token, key);
      if (!entry) return;
      // Set anew, it is the youngest: the oldest are forgotten first.
      entries.delete(key);
      entries.set(key, { ...entry, settled: { result }, until: now() + keep });
    },
    release: (key, token) => {
      if (ownedBy(token, key)) entries.delete(key);
    },
  };
};
