import { apiError } from '../api-error.ts';
import { parseJson } from './parse-json.ts';

// In what has been parsed, a text before a colon is a name.
const namesAndBraces = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}]/g;

const repeatsName = (text: string): boolean => {
  const open: Set<string>[] = [];
  for (const [token, colon] of text.matchAll(namesAndBraces)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (colon !== undefined) {
      const name = JSON.parse(token.slice(0, -colon.length)) as string;
      const names = open.at(-1);
      if (names?.has(name)) return true;
      names?.add(name);
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
