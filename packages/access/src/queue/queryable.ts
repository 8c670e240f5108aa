/** The rows that a statement returned. */
export interface Rows {
  readonly rows: unknown[];
}

/** Runs statements: a database, or one transaction of it. */
export interface Queryable {
  readonly query: (text: string, values?: unknown[]) => Promise<Rows>;
}
