type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** What was given: without the properties that are there, but `undefined`. */
export const given = <T extends object>(params: T): Given<T> =>
  Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) as Given<T>;
