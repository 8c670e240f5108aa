import { expect, test } from 'vitest';
import { accessEndpoints, type AccessEndpoint } from '../access.ts';
import { accessChanges, changes, mayCall, mayUse, reads } from './permissions.ts';

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

test.each(Object.keys(accessEndpoints) as AccessEndpoint[])('/api/access: %s', (endpoint) => {
  expect(mayUse('viewer', endpoint)).toBe(!accessChanges.has(endpoint));
  expect(mayUse('manager', endpoint)).toBe(true);
  expect(mayUse(undefined, endpoint)).toBe(false);
});
