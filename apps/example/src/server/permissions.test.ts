import { expect, test } from 'vitest';
import { changes, mayCall, reads } from './permissions.ts';

test.each(reads)('%s is allowed for viewers and managers', (endpoint) => {
  expect(mayCall('viewer', endpoint)).toBe(true);
  expect(mayCall('manager', endpoint)).toBe(true);
  expect(mayCall(undefined, endpoint)).toBe(false);
});

test.each(changes)('%s is allowed for managers only', (endpoint) => {
  expect(mayCall('viewer', endpoint)).toBe(false);
  expect(mayCall('manager', endpoint)).toBe(true);
  expect(mayCall(undefined, endpoint)).toBe(false);
});
