import type { Request } from 'express';
import { expect, it } from 'vitest';
import { hasDoubledSlash } from './has-doubled-slash.ts';

it.each<[string, string, boolean]>([
  ['//api/seam/devices/list', '/devices/list', true],
  ['/api/seam//devices/list', '//devices/list', true],
  ['/api/seam/devices/list?next=http://here', '/devices/list?next=http://here', false],
  ['http://here.example/api/seam/devices/list', '/devices/list', false],
  ['http://here.example//api/seam/devices/list', '/devices/list', true],
])('R41: %s, seen as %s, has a doubled slash: %s', (originalUrl, url, has) => {
  expect(hasDoubledSlash({ originalUrl, url } as Request)).toBe(has);
});

it('R41: without Express the URL is all there is', () => {
  expect(hasDoubledSlash({ url: '//devices/list' } as Request)).toBe(true);
  expect(hasDoubledSlash({ url: '/devices/list' } as Request)).toBe(false);
});
