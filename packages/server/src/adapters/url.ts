import { SeamConfigError } from '@org/seam-core';

/**
 * Returns a function that removes the base path; `undefined` for a path that is not below it.
 * @throws SeamConfigError when the base path is invalid
 */
export const pathBelow = (basePath = ''): ((path: string) => string | undefined) => {
  const base = basePath.replace(/\/+$/, '');
  if (base !== '' && !/^(?:\/[^/?#\s]+)+$/.test(base))
    throw new SeamConfigError(
      `The option basePath begins with a slash, such as /api/seam, and here it is ${JSON.stringify(basePath)}.`,
    );
  return (path) => (path.startsWith(`${base}/`) ? path.slice(base.length) : undefined);
};
