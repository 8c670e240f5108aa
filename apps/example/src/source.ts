/** Whose doors the console shows. */
export type Source = 'demo' | 'seam';

/** The sources in words, on the page and in the terminal. */
export const sourceNames: Record<Source, string> = {
  demo: 'Demo data in memory',
  seam: 'Connected to Seam',
};
