import { expect, test } from 'vitest';
import { logLine } from './log-line.ts';

test.each([
  ['a newline', '\n'],
  ['a carriage return', '\r'],
  ['an ANSI escape', '\u001b[2K'],
  ['an 8-bit escape', '\u009b2K'],
  ['a line separator', '\u2028'],
  ['a change of direction', '\u202e'],
  ['delete', '\u007f'],
])('W53 %s in a text stays inside the line', (_what, text) => {
  const line = logLine({ actor: `x${text}{"actor":"manager"}` });
  expect(line).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(line)).toEqual({ actor: `x${text}{"actor":"manager"}` });
});

test('names keep their letters', () => {
  expect(logLine({ name: 'Zoë' })).toBe('{"name":"Zoë"}');
});
