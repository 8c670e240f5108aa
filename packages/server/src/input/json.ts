import { httpError } from '../http/api-error.ts';

/** Parses a body, `undefined` when it is empty. The error does not contain the text. */
export const parseJson = (text: string): unknown => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw httpError('invalid_json');
  }
};

// In valid JSON, a string before a colon is a name.
const namesAndBraces = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}]/g;

/** The names of one object. Most objects have few: a set for each costs more than reading it. */
type Names = string | Set<string> | undefined;

const hasDuplicateName = (text: string): boolean => {
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
 * Parses a body and rejects duplicate names. Of two values with one name, authorization could check the first and the handler
 * could use the second.
 */
export const parseStrictJson = (text: string): unknown => {
  const value = parseJson(text);
  if (hasDuplicateName(text))
    throw httpError('invalid_json', { message: 'The body contains a duplicate name.' });
  return value;
};
