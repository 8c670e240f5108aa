/** Links as data, in the order in which they were added. */
export type LinksData = readonly (readonly [left: string, right: string])[];

/** The other sides of each id, with the place of each link in the order of all links. */
type Index = Map<string, Map<string, number>>;

const enter = (index: Index, key: string, link: readonly [value: string, sequence: number]): void => {
  const values = index.get(key);
  if (values) values.set(...link);
  else index.set(key, new Map([link]));
};

/** Without an entry for ids that have no links any more: a fake that runs for long would keep them all. */
const leave = (index: Index, key: string, value: string): boolean => {
  const values = index.get(key);
  if (!values?.delete(value)) return false;
  if (values.size === 0) index.delete(key);
  return true;
};

const keysOf = (values: ReadonlyMap<string, number> | undefined): string[] =>
  values ? [...values.keys()] : [];

/** A set of pairs of ids, indexed from both sides: users and devices, members and groups. */
export class Links {
  readonly #byLeft: Index = new Map();
  readonly #byRight: Index = new Map();
  #sequence = 0;

  add(left: string, right: string): void {
    if (this.has(left, right)) return;
    this.#sequence += 1;
    enter(this.#byLeft, left, [right, this.#sequence]);
    enter(this.#byRight, right, [left, this.#sequence]);
  }

  has(left: string, right: string): boolean {
    return this.#byLeft.get(left)?.has(right) ?? false;
  }

  delete(left: string, right: string): boolean {
    return leave(this.#byRight, right, left) && leave(this.#byLeft, left, right);
  }

  rightsOf(left: string): string[] {
    return keysOf(this.#byLeft.get(left));
  }

  leftsOf(right: string): string[] {
    return keysOf(this.#byRight.get(right));
  }

  deleteLeft(left: string): void {
    for (const right of this.rightsOf(left)) leave(this.#byRight, right, left);
    this.#byLeft.delete(left);
  }

  deleteRight(right: string): void {
    for (const left of this.leftsOf(right)) leave(this.#byLeft, left, right);
    this.#byRight.delete(right);
  }

  toJSON(): LinksData {
    return [...this.#byLeft]
      .flatMap(([left, rights]) => [...rights].map(([right, sequence]) => ({ left, right, sequence })))
      .toSorted((one, other) => one.sequence - other.sequence)
      .map(({ left, right }) => [left, right]);
  }

  /** Replaces all pairs with the data of `toJSON`. */
  load(pairs: LinksData): void {
    this.#byLeft.clear();
    this.#byRight.clear();
    for (const [left, right] of pairs) this.add(left, right);
  }
}
