/** A new secret of the kind that Seam gives out, for tests: `whsec_` and 24 random bytes in base64. */
export const createWebhookSecret = (): string =>
  `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))}`;
