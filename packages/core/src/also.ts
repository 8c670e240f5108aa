const key: unique symbol = Symbol.for('@org/seam-core/also') as never;

/** Notes on a result what the answer says under a further name, where that is not the result once more. */
export const withAlso = <TResult extends object>(
  result: TResult,
  also: Readonly<Record<string, object>>,
): TResult => Object.defineProperty(result, key, { value: also });

/** What an answer says under its further names; empty for a result that is merely repeated. */
export const alsoOf = (result: object): Readonly<Record<string, object>> =>
  (result as { [key]?: Readonly<Record<string, object>> })[key] ?? {};
