import { createQueue, type Place, type Queue } from './queue.ts';

/** Items by weight. Each operation takes constant time. */
export interface Ranking<TItem> {
  /** Sets the weight of an item; 0 removes it. */
  set(item: TItem, weight: number): void;
  /** One of the heaviest: none is heavier by more than a tenth. Weights up to 10 are compared exactly. */
  heaviest(): TItem | undefined;
}

const bucketOf = (weight: number): number => Math.floor(Math.log2(weight) * 8);

export const createRanking = <TItem>(): Ranking<TItem> => {
  // A few hundred at most: eight for each doubling.
  const buckets: (Queue<TItem> | undefined)[] = [];
  const ranked = new Map<TItem, { readonly bucket: number; readonly place: Place<TItem> }>();
  return {
    set: (item, weight) => {
      const bucket = weight > 0 ? bucketOf(weight) : undefined;
      const known = ranked.get(item);
      if (known?.bucket === bucket) return;
      if (known) buckets[known.bucket]?.remove(known.place);
      ranked.delete(item);
      if (bucket === undefined) return;
      const queue = (buckets[bucket] ??= createQueue());
      ranked.set(item, { bucket, place: queue.add(item) });
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
