import { expect, test } from 'vitest';
import { listenOptions } from './listen.ts';

test('listens on port 3000 of the loopback interface by default', () => {
  expect(listenOptions({})).toEqual({ port: 3000, host: '127.0.0.1' });
});

test('reads PORT and HOST from the environment', () => {
  expect(listenOptions({ PORT: '0', HOST: '0.0.0.0' })).toEqual({ port: 0, host: '0.0.0.0' });
});

test.each(['', 'http', '-1', '65536', '80.5', '0x50'])('rejects %j as a port', (PORT) => {
  expect(() => listenOptions({ PORT })).toThrow('PORT must be a number from 0 to 65535.');
});
