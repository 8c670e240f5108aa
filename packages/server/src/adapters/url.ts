import { SeamConfigError } from '@org/seam-core';

/**
 * What finds the path below the place where the API is mounted; `undefined` when a path is not below it.
 * @throws SeamConfigError when the place is none that a request can have
 */
export const pathBelow = (basePath = ''): ((path: string) => string | undefined) => {
  const base = basePath.replace(/\/+$/, '');
  if (base !== '' && !/^(?:\/[^/?#\s]+)+$/.test(base))
    throw new SeamConfigError(
      `The option basePath begins with a slash, such as /api/seam, and here it is ${JSON.stringify(basePath)}.`,
    );
  return (path) => (path.startsWith(`${base}/`) ? path.slice(base.length) : undefined);
};
