import { expect, it } from 'vitest';
import { apiError } from './api-error.ts';

it('R92: rejects an unknown type, and suggests the similar one', () => {
  expect(() => apiError('device_notfound' as never)).toThrow(
    'apiError: unknown type "device_notfound". Did you mean "device_not_found"?',
  );
  expect(() => apiError('toString' as never)).toThrow('unknown type "toString"');
});
