import { notify } from '@org/seam-core/internal';

/** An HTTP request. The adapters create one from the request object of their runtime. */
export interface ServerRequest {
  readonly verb: string;
  /** The path below the mount point, as it was sent: nothing is decoded. */
  readonly path: string;
  /** The query string without its `?`. */
  readonly query: string;
  /** Aborted when the caller closes the connection. */
  readonly signal?: AbortSignal | undefined;
  /** Returns a request header by its lower-case name. */
  header(name: string): string | undefined;
  /**
   * Reads the body as JSON. Returns `undefined` when the request has no body.
   *
   * @param limit the maximum size in bytes; a longer body rejects with `payload_too_large`
   * @param parse turns the text into a value; default: `parseJson`
   */
  body(limit: number, parse?: (text: string) => unknown): Promise<unknown> | undefined;
}

/** Splits a request target into its path and its query string without `?`. */
export const splitTarget = (target: string): { readonly path: string; readonly query: string } => {
  const mark = target.indexOf('?');
  return mark === -1
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
};

/** Whether an id is safe in a header and in a log: 1 to 64 letters, digits, `_`, `-` and `.`. */
export const isRequestId = (id: unknown): id is string => typeof id === 'string' && /^[\w.-]{1,64}$/.test(id);

/** Returns the id from `find`, or a new UUID when `find` throws or returns no valid id. */
export const requestIdFrom = (find: () => string | undefined): string => {
  try {
    const found: unknown = find();
    if (isRequestId(found)) return found;
    // A promise is not awaited. Its rejection must not end the process.
    if (found !== undefined) notify(() => found);
  } catch {
    // A request is not rejected because of its id.
  }
  return crypto.randomUUID();
};
