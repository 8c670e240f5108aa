/** Replaces API keys, tokens and secrets, which are found by their format. */
export const redactTokens = (text: string): string =>
  text.replaceAll(/\b((seam_|whsec_)\w+|eyJ[\w-]+\.[\w-]+\.[\w-]*)/g, '[hidden]');
