import type { Random } from '../fake/random.ts';

/** A random webhook secret in Seam's format: `whsec_` and 24 bytes in base64. */
export const makeSecret = (random: Random): string =>
  `whsec_${btoa(String.fromCharCode(...Array.from({ length: 24 }, () => random.below(256))))}`;
