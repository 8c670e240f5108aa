const add = (index: Map<string, Set<string>>, key: string, value: string): void => {
  const values = index.get(key);
  if (values) values.add(value);
  else index.set(key, new Set([value]));
};

/** Links as data. */
export type LinksData = readonly (readonly [left: string, right: string])[];

/** A set of pairs of ids, indexed from both sides: users and devices, members and groups. */
export class Links {
  readonly #byLeft = new Map<string, Set<string>>();
  readonly #byRight = new Map<string, Set<string>>();

  add(left: string, right: string): void {
    add(this.#byLeft, left, right);
    add(this.#byRight, right, left);
  }

  has(left: string, right: string): boolean {
    return this.#byLeft.get(left)?.has(right) ?? false;
  }

  delete(left: string, right: string): boolean {
    this.#byRight.get(right)?.delete(left);
    return this.#byLeft.get(left)?.delete(right) ?? false;
  }

  rightsOf(left: string): string[] {
    return [...(this.#byLeft.get(left) ?? [])];
  }

  leftsOf(right: string): string[] {
    return [...(this.#byRight.get(right) ?? [])];
  }

  deleteLeft(left: string): void {
    for (const right of this.rightsOf(left)) this.delete(left, right);
    this.#byLeft.delete(left);
  }

  deleteRight(right: string): void {
    for (const left of this.leftsOf(right)) this.delete(left, right);
    this.#byRight.delete(right);
  }

  toJSON(): LinksData {
    return [...this.#byLeft].flatMap(([left, rights]) => [...rights].map((right) => [left, right] as const));
  }

  /** Replaces all pairs with the data of `toJSON`. */
  load(pairs: LinksData): void {
    this.#byLeft.clear();
    this.#byRight.clear();
    for (const [left, right] of pairs) this.add(left, right);
  }
}
