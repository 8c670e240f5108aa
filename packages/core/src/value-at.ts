/** What an object has under the names of an endpoint: its function, its schema. `undefined` where there is nothing. */
export const valueAt = (tree: unknown, names: readonly string[]): unknown =>
  names.reduce((branch, name) => (branch as Record<string, unknown> | undefined)?.[name], tree);
