/** The rows that a statement returned. */
export interface Rows {
  // eslint-disable-next-line typescript/no-explicit-any -- a row has the columns that its statement names
  readonly rows: any[];
}

/** Runs statements: a database, or one transaction of it. */
export interface Queryable {
  readonly query: (text: string, values?: unknown[]) => Promise<Rows>;
}
