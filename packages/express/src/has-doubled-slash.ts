import type { Request } from 'express';

/**
 * Whether the path has two slashes one after the other. Express 4 cuts one of them off with the mount path, so that the
 * request would get here by a path that no middleware before it was mounted at.
 */
export const hasDoubledSlash = ({ originalUrl, url }: Request): boolean => {
  const [path = ''] = (originalUrl ?? url).replace(/^[a-z]+:\/\/[^/?]*/i, '').split('?', 1);
  return path.includes('//');
};
