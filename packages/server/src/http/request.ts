/** A request, as little of it as answering needs. Adapters make one from whatever their runtime has. */
export interface ServerRequest {
  readonly verb: string;
  /** The path below the place where the API is mounted, as it was sent: nothing is decoded. */
  readonly path: string;
  /** The query string without its `?`. */
  readonly query: string;
  readonly signal?: AbortSignal | undefined;
  /** A request header by its lower-case name. */
  header(name: string): string | undefined;
  /**
   * The body as JSON, `undefined` when there is none. Rejects when it is longer than `limit` bytes.
   *
   * @param parse what makes a value of the text; `parseJson` unless given
   */
  body(limit: number, parse?: (text: string) => unknown): Promise<unknown>;
}

/** The path and the query string, without its `?`, of what a request asks for. */
export const splitTarget = (target: string): { readonly path: string; readonly query: string } => {
  const mark = target.indexOf('?');
  return mark === -1
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
};
