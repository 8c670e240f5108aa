import { apiError, type ErrorType } from '@org/seam-server';

/** The property that every row has. */
export interface WorkspaceRow {
  readonly workspace_id: string;
}

/** A position in insertion order; empty after the row was deleted. */
interface Slot<TRow> {
  readonly sequence: number;
  row: TRow | undefined;
}

/** A collection as data. */
export interface CollectionData<TRow> {
  readonly sequence: number;
  readonly rows: readonly (readonly [sequence: number, row: TRow])[];
}

const inOrder = <TRow>(slots: Iterable<Slot<TRow>>): TRow[] =>
  [...slots].toSorted((a, b) => a.sequence - b.sequence).flatMap(({ row }) => row ?? []);

/** The same object, or a copy when it has properties that are undefined. */
const withoutUndefined = (row: object): object => {
  for (const name in row)
    if ((row as Readonly<Record<string, unknown>>)[name] === undefined)
      return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
  return row;
};

/**
 * Rows of one kind by id, in insertion order. Rows are immutable: `patch` replaces them. A lookup by a field takes time
 * proportional to its result, not to the collection.
 */
export class Collection<TRow extends WorkspaceRow> implements Iterable<TRow> {
  /** The name of the property that holds a row's id. */
  readonly idName: keyof TRow & string;
  readonly #byId = new Map<string, Slot<TRow>>();
  readonly #indexes = new Map<keyof TRow, Map<unknown, Set<Slot<TRow>>>>();
  readonly #notFound: ErrorType;
  #slots: Slot<TRow>[] = [];
  #sequence = 0;

  constructor(idName: keyof TRow & string, notFound: ErrorType) {
    this.idName = idName;
    this.#notFound = notFound;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): TRow | undefined {
    return this.#byId.get(id)?.row;
  }

  /** The row, if it belongs to this workspace. */
  find(id: string, workspace_id: string): TRow | undefined {
    const row = this.get(id);
    return row?.workspace_id === workspace_id ? row : undefined;
  }

  /** @throws SeamNotFoundError of this collection's type, with the id as data */
  require(id: string, workspace_id: string): TRow {
    const row = this.find(id, workspace_id);
    if (row) return row;
    const name = this.idName.replace(/_id$/, '').replaceAll('_', ' ');
    throw apiError(this.#notFound, { message: `There is no ${name} ${id}.`, data: { [this.idName]: id } });
  }

  /** All rows, or those that `filter` accepts. Reads every row; `by` is faster for one field. */
  list(filter: (row: TRow) => boolean = () => true): TRow[] {
    return [...this].filter(filter);
  }

  /** The rows whose field has the value, in the order they were added. */
  by<TField extends keyof TRow>(field: TField, value: TRow[TField]): TRow[] {
    const slots = this.#indexOf(field).get(value);
    if (slots === undefined || slots.size === 0) return [];
    const rows: TRow[] = [];
    let last = 0;
    for (const { row, sequence } of slots) {
      // A change of the field moved a row behind later ones.
      if (sequence < last) return inOrder(slots);
      last = sequence;
      if (row) rows.push(row);
    }
    return rows;
  }

  /** How many rows have the value in the field. */
  countBy<TField extends keyof TRow>(field: TField, value: TRow[TField]): number {
    return this.#indexOf(field).get(value)?.size ?? 0;
  }

  /** The rows that were added after the one with this sequence number. */
  *after(sequence: number): IterableIterator<TRow> {
    const slots = this.#slots;
    let [low, high] = [0, slots.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((slots[middle] as Slot<TRow>).sequence > sequence) high = middle;
      else low = middle + 1;
    }
    for (let index = low; index < slots.length; index += 1) {
      const row = slots[index]?.row;
      if (row) yield row;
    }
  }

  insert(row: TRow): TRow {
    const id = String(row[this.idName]);
    if (this.#byId.has(id)) throw new Error(`A row with the ${this.idName} ${id} already exists.`);
    this.#sequence += 1;
    this.#place({ sequence: this.#sequence, row });
    return row;
  }

  /** Replaces parts of a row and returns the new one. A change to `undefined` removes the property. */
  patch(id: string, changes: { readonly [K in keyof TRow]?: TRow[K] | undefined }): TRow | undefined {
    const slot = this.#byId.get(id);
    const before = slot?.row;
    if (!slot || !before) return undefined;
    const row = withoutUndefined({ ...before, ...changes }) as TRow;
    for (const [field, index] of this.#indexes) {
      if (before[field] === row[field]) continue;
      this.#leave(index, before[field], slot);
      this.#enter(index, row[field], slot);
    }
    slot.row = row;
    return row;
  }

  delete(id: string): boolean {
    const slot = this.#byId.get(id);
    if (!slot?.row) return false;
    for (const [field, index] of this.#indexes) this.#leave(index, slot.row[field], slot);
    slot.row = undefined;
    this.#byId.delete(id);
    // Compacts once more than half of the slots are empty.
    if (this.#slots.length > 2 * this.#byId.size + 16)
      this.#slots = this.#slots.filter(({ row }) => row !== undefined);
    return true;
  }

  /** The row's position in insertion order, for a cursor that remains valid after deletions. */
  sequenceOf(row: TRow): number {
    return this.#byId.get(String(row[this.idName]))?.sequence ?? 0;
  }

  idOf(row: TRow): string {
    return String(row[this.idName]);
  }

  *[Symbol.iterator](): Iterator<TRow> {
    yield* this.after(0);
  }

  toJSON(): CollectionData<TRow> {
    return { sequence: this.#sequence, rows: [...this].map((row) => [this.sequenceOf(row), row]) };
  }

  /**
   * Replaces all rows.
   *
   * @param data what `toJSON` returned
   */
  load({ sequence, rows }: CollectionData<TRow>): void {
    this.#byId.clear();
    this.#indexes.clear();
    this.#slots = [];
    this.#sequence = sequence;
    for (const [place, row] of rows) this.#place({ sequence: place, row });
  }

  #place(slot: Slot<TRow> & { row: TRow }): void {
    this.#byId.set(String(slot.row[this.idName]), slot);
    this.#slots.push(slot);
    for (const [field, index] of this.#indexes) this.#enter(index, slot.row[field], slot);
  }

  #enter(index: Map<unknown, Set<Slot<TRow>>>, value: unknown, slot: Slot<TRow>): void {
    const slots = index.get(value);
    if (slots) slots.add(slot);
    else index.set(value, new Set([slot]));
  }

  /** Without an entry for values that no row has any more: a fake that runs for long would keep the ids of all deleted rows. */
  #leave(index: Map<unknown, Set<Slot<TRow>>>, value: unknown, slot: Slot<TRow>): void {
    const slots = index.get(value);
    slots?.delete(slot);
    if (slots?.size === 0) index.delete(value);
  }

  #indexOf(field: keyof TRow): Map<unknown, Set<Slot<TRow>>> {
    const known = this.#indexes.get(field);
    if (known) return known;
    const index = new Map<unknown, Set<Slot<TRow>>>();
    for (const slot of this.#slots) if (slot.row) this.#enter(index, slot.row[field], slot);
    this.#indexes.set(field, index);
    return index;
  }
}
