import { expectTypeOf, test } from 'vitest';
import type * as core from '../index.ts';
import type * as webhooks from '../webhooks/index.ts';
import type { SeamApiError, SeamRateLimitError } from './api-errors.ts';
import { isSeamError, type SeamErrors } from './is-seam-error.ts';
import type { SeamError } from './seam-error.ts';

type Core = typeof core & Pick<typeof webhooks, 'SeamWebhookError'>;
type ErrorClassName = Extract<keyof Core, `Seam${string}Error`> | 'SeamError';

test('every exported error class is known to isSeamError by its name, and no other is', () => {
  expectTypeOf<keyof SeamErrors>().toEqualTypeOf<ErrorClassName>();
});

test('each name stands for the class of that name', () => {
  expectTypeOf<{ [K in ErrorClassName]: InstanceType<Core[K]> }>().toEqualTypeOf<{
    [K in keyof SeamErrors]: SeamErrors[K];
  }>();
});

test('isSeamError narrows to the given class', () => {
  const error: unknown = new Error('x');
  if (isSeamError(error)) expectTypeOf(error).toEqualTypeOf<SeamError>();
  if (isSeamError(error, 'SeamApiError')) expectTypeOf(error).toEqualTypeOf<SeamApiError>();
  if (isSeamError(error, 'SeamRateLimitError')) expectTypeOf(error).toEqualTypeOf<SeamRateLimitError>();
  // @ts-expect-error -- there is no such class
  isSeamError(error, 'SeamTypoError');
});
