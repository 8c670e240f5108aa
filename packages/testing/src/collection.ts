import { apiError, type ErrorType } from '@org/seam-core/server';

/** What every row of a collection has. */
export interface WorkspaceRow {
  readonly workspace_id: string;
}

/** Rows of one kind by id, in the order they were added. */
export class Collection<TRow extends WorkspaceRow> implements Iterable<TRow> {
  readonly #rows = new Map<string, { readonly sequence: number; readonly row: TRow }>();
  readonly #idName: keyof TRow & string;
  readonly #notFound: ErrorType;
  #sequence = 0;

  constructor(idName: keyof TRow & string, notFound: ErrorType) {
    this.#idName = idName;
    this.#notFound = notFound;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): TRow | undefined {
    return this.#rows.get(id)?.row;
  }

  /** The row, if it is of this workspace: what another workspace has does not exist here. */
  find(id: string, workspace_id: string): TRow | undefined {
    const row = this.get(id);
    return row?.workspace_id === workspace_id ? row : undefined;
  }

  /** @throws SeamNotFoundError of this collection's type, with the id as data */
  require(id: string, workspace_id: string): TRow {
    const row = this.find(id, workspace_id);
    if (row) return row;
    const name = this.#idName.replace(/_id$/, '').replaceAll('_', ' ');
    throw apiError(this.#notFound, { message: `There is no ${name} ${id}.`, data: { [this.#idName]: id } });
  }

  /** All rows, or those that `filter` accepts. */
  list(filter: (row: TRow) => boolean = () => true): TRow[] {
    return [...this].filter(filter);
  }

  insert(row: TRow): TRow {
    this.#sequence += 1;
    this.#rows.set(String(row[this.#idName]), { sequence: this.#sequence, row });
    return row;
  }

  /** Replaces parts of a row. A change to `undefined` removes the property. */
  patch(id: string, changes: { readonly [K in keyof TRow]?: TRow[K] | undefined }): void {
    const entry = this.#rows.get(id);
    if (!entry) return;
    const merged = Object.entries({ ...entry.row, ...changes }).filter(([, value]) => value !== undefined);
    this.#rows.set(id, { ...entry, row: Object.fromEntries(merged) as unknown as TRow });
  }

  delete(id: string): boolean {
    return this.#rows.delete(id);
  }

  /** Where the row stands in the order of adding, for a cursor that survives deletions. */
  sequenceOf(row: TRow): number {
    return this.#rows.get(String(row[this.#idName]))?.sequence ?? 0;
  }

  *[Symbol.iterator](): Iterator<TRow> {
    for (const { row } of this.#rows.values()) yield row;
  }
}
