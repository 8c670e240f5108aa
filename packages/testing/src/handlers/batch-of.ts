import type { World } from '../world.ts';
import { batchParts, type Batch } from './batch-parts.ts';

/** What a caller wants in a batch: everything, unless it says what, or what not. */
interface Wanted<TPart> {
  readonly include?: readonly TPart[] | undefined;
  readonly exclude?: readonly TPart[] | undefined;
}

/** A batch of related resources: of each part that is wanted, those with the ids. */
export const batchOf = <TPart extends keyof Batch>(
  world: World,
  { include, exclude = [] }: Wanted<TPart>,
  ids: { readonly [K in TPart]: () => readonly string[] },
): Partial<Pick<Batch, TPart>> => {
  const parts = batchParts(world);
  const names = (Object.keys(ids) as TPart[]).filter(
    (name) => (include?.includes(name) ?? true) && !exclude.includes(name),
  );
  return Object.fromEntries(names.map((name) => [name, parts[name](ids[name]())])) as Partial<
    Pick<Batch, TPart>
  >;
};
