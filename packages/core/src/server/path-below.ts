/** The path below `basePath`; `undefined` when the path is not below it. */
export const pathBelow = (path: string, basePath: string | undefined): string | undefined => {
  const base = basePath?.replace(/\/+$/, '') ?? '';
  return path.startsWith(`${base}/`) ? path.slice(base.length) : undefined;
};
