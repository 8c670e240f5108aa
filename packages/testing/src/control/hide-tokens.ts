const hidden = '[hidden]';

/** For `JSON.stringify`: redacts secrets, found by the name of the property or the format of the value. */
export const hideTokens = (name: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  if (/token|secret|password|api_?key|authorization/i.test(name)) return hidden;
  return value.replaceAll(/\b(seam_|whsec_)\w+/g, hidden);
};
