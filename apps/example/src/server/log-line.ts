/** What JSON leaves as it is, and a terminal or an editor obeys: 8-bit controls, line separators, changes of direction. */
const obeyed = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Fields as one line of JSON. No text in them can begin another line or control a terminal. */
export const logLine = (fields: object): string =>
  JSON.stringify(fields).replace(
    obeyed,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
