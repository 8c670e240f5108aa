import { valueAt } from '@org/seam-core/internal';

/** A client's method as a function, by its path of names. */
export const methodOf = (client: object, names: readonly string[]) => {
  const owner = valueAt(client, names.slice(0, -1)) as Record<string, (params: unknown) => Promise<unknown>>;
  const name = names.at(-1) ?? '';
  return async (params: object): Promise<unknown> => {
    const method = owner[name];
    if (!method) throw new Error(`The client has no method ${names.join('.')}.`);
    return await method.call(owner, params);
  };
};
