import { expect, test } from 'vitest';
import { readPlace } from './read-place.ts';

test('by itself, port 3000 of this machine', () => {
  expect(readPlace({})).toEqual({ port: 3000, host: '127.0.0.1' });
});

test('as the environment says', () => {
  expect(readPlace({ PORT: '0', HOST: '0.0.0.0' })).toEqual({ port: 0, host: '0.0.0.0' });
});

test.each(['', 'http', '-1', '65536', '80.5', '0x50'])('%j is no port', (PORT) => {
  expect(() => readPlace({ PORT })).toThrow('PORT must be a number from 0 to 65535.');
});
