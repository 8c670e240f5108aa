/** Keys and whose they are. */
export interface OwnedKeys {
  /** A key that is added again is the youngest. */
  add(key: string): void;
  delete(key: string): void;
  /** The keys of whoever has most of them, the oldest first. */
  ofGreatestOwner(): Iterable<string>;
}

export const createOwnedKeys = (ownerOf: (key: string) => string): OwnedKeys => {
  const keysOf = new Map<string, Set<string>>();
  const remove = (key: string): void => {
    const owner = ownerOf(key);
    const keys = keysOf.get(owner);
    keys?.delete(key);
    if (keys?.size === 0) keysOf.delete(owner);
  };
  return {
    add: (key) => {
      remove(key);
      const owner = ownerOf(key);
      keysOf.set(owner, (keysOf.get(owner) ?? new Set()).add(key));
    },
    delete: remove,
    ofGreatestOwner: () => {
      let greatest = new Set<string>();
      for (const keys of keysOf.values()) if (keys.size > greatest.size) greatest = keys;
      return greatest;
    },
  };
};
