import { expect, it } from 'vitest';
import { pathBelow } from './url.ts';

it.each([
  ['/api/devices/list', '/api', '/devices/list'],
  ['/api/devices/list', '/api/', '/devices/list'],
  ['/api/', '/api', '/'],
  ['/devices/list', undefined, '/devices/list'],
  ['/devices/list', '/', '/devices/list'],
  ['/api', '/api', undefined],
  ['/apis/devices/list', '/api', undefined],
  ['/API/devices/list', '/api', undefined],
  ['http://evil.example/api/devices/list', '/api', undefined],
  ['*', undefined, undefined],
])('R41: %s is below %s: %s', (path, base, below) => {
  expect(pathBelow(base)(path)).toBe(below);
});
