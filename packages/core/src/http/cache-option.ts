let option: { cache?: 'no-store' } | undefined;

/**
 * What keeps the cache of a framework (Next.js 14) or of a browser from answering a call. Empty where the runtime refuses the
 * option (older Workers) or writes a parameter into the URL for it (React Native).
 */
export const cacheOption = (): { cache?: 'no-store' } => {
  if (option) return option;
  const url = 'https://connect.getseam.com/';
  try {
    option = new Request(url, { cache: 'no-store' }).url === url ? { cache: 'no-store' } : {};
  } catch {
    option = {};
  }
  return option;
};
