import { apiError } from '../api-error.ts';
import { parseJson } from './parse-json.ts';

// In what has been parsed, a text before a colon is a name.
const namesAndBraces = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}]/g;

/** The names of an object: most have one or few, and a set for each costs more than to read it. */
type Names = string | Set<string> | undefined;

const repeatsName = (text: string): boolean => {
  const open: Names[] = [];
  namesAndBraces.lastIndex = 0;
  for (let found = namesAndBraces.exec(text); found; found = namesAndBraces.exec(text)) {
    const [token, colon] = found;
    if (token === '{') open.push(undefined);
    else if (token === '}') open.pop();
    else if (colon !== undefined) {
      const quoted = token.slice(0, -colon.length);
      const name = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
      const last = open.length - 1;
      const names = open[last];
      if (names === undefined) open[last] = name;
      else if (typeof names === 'string') {
        if (names === name) return true;
        open[last] = new Set([names, name]);
      } else if (names.has(name)) return true;
      else names.add(name);
    }
  }
  return false;
};

/**
 * A body's text as a value, where every name is given once: of two, the one who decides could read the first and the one
 * who acts the second.
 */
export const parseStrictJson = (text: string): unknown => {
  const value = parseJson(text);
  if (repeatsName(text)) throw apiError('invalid_json', { message: 'A name is given twice in one object.' });
  return value;
};
