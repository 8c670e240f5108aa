/** Where an item stands in a queue. */
export interface Place<TItem> {
  readonly item: TItem;
  before: Place<TItem> | undefined;
  after: Place<TItem> | undefined;
}

/** Items in the order in which they were added. Each operation takes constant time. */
export interface Queue<TItem> {
  add(item: TItem): Place<TItem>;
  remove(place: Place<TItem>): void;
  first(): TItem | undefined;
}

/** A linked list: a `Set` walks past the items that were removed from its front each time it is read. */
export const createQueue = <TItem>(): Queue<TItem> => {
  let head: Place<TItem> | undefined;
  let tail: Place<TItem> | undefined;
  return {
    add: (item) => {
      const place: Place<TItem> = { item, before: tail, after: undefined };
      if (tail) tail.after = place;
      else head = place;
      tail = place;
      return place;
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
