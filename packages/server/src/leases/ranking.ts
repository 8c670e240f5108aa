/** The position of an item in a linked list. */
export interface Node<TItem> {
  readonly item: TItem;
  before: Node<TItem> | undefined;
  after: Node<TItem> | undefined;
}

/** Items in the order in which they were added. Each operation takes constant time. */
export interface LinkedList<TItem> {
  add(item: TItem): Node<TItem>;
  remove(node: Node<TItem>): void;
  first(): TItem | undefined;
}

/** Not a `Set`, which skips the items removed from its front each time it is read. */
export const createLinkedList = <TItem>(): LinkedList<TItem> => {
  let head: Node<TItem> | undefined;
  let tail: Node<TItem> | undefined;
  return {
    add: (item) => {
      const node: Node<TItem> = { item, before: tail, after: undefined };
      if (tail) tail.after = node;
      else head = node;
      tail = node;
      return node;
    },
    remove: ({ before, after }) => {
      if (before) before.after = after;
      else head = after;
      if (after) after.before = before;
      else tail = before;
    },
    first: () => head?.item,
  };
};

/** Items by weight. Each operation takes constant time. */
export interface Ranking<TItem> {
  /** Sets the weight of an item; 0 removes it. */
  set(item: TItem, weight: number): void;
  /** One of the heaviest items: none is heavier by more than a tenth. Weights up to 10 are compared exactly. */
  heaviest(): TItem | undefined;
}

/** Eight buckets for each doubling: a few hundred at most. */
const bucketOf = (weight: number): number => Math.floor(Math.log2(weight) * 8);

export const createRanking = <TItem>(): Ranking<TItem> => {
  const buckets: (LinkedList<TItem> | undefined)[] = [];
  const ranked = new Map<TItem, { readonly bucket: number; readonly node: Node<TItem> }>();
  return {
    set: (item, weight) => {
      const bucket = weight > 0 ? bucketOf(weight) : undefined;
      const known = ranked.get(item);
      if (known?.bucket === bucket) return;
      if (known) buckets[known.bucket]?.remove(known.node);
      ranked.delete(item);
      if (bucket === undefined) return;
      const list = (buckets[bucket] ??= createLinkedList());
      ranked.set(item, { bucket, node: list.add(item) });
    },
    heaviest: () => {
      for (let bucket = buckets.length - 1; bucket >= 0; bucket -= 1) {
        const item = buckets[bucket]?.first();
        if (item !== undefined) return item;
      }
      return undefined;
    },
  };
};
