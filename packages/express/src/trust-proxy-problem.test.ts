import type { Request } from 'express';
import { expect, it } from 'vitest';
import { trustProxyProblem } from './trust-proxy-problem.ts';

const requestOf = (trust: unknown, headers: Record<string, string> = {}) =>
  ({
    app: { get: (name: string) => (name === 'trust proxy' ? trust : undefined) },
    headers,
  }) as unknown as Request;

it('R59: nothing is wrong without Express, which alone has the setting', () => {
  expect(trustProxyProblem({ headers: { 'x-forwarded-for': '1.2.3.4' } } as never)).toBeUndefined();
});

it.each([
  [false, {}],
  [1, { 'x-forwarded-for': '1.2.3.4' }],
  ['loopback', { 'x-forwarded-for': '1.2.3.4' }],
])('R59: nothing is wrong with %j and %j', (trust, headers) => {
  expect(trustProxyProblem(requestOf(trust, headers as Record<string, string>))).toBeUndefined();
});

it('R59: believing everybody is wrong, and so is a proxy that nobody told of', () => {
  expect(trustProxyProblem(requestOf(true))?.message).toContain('believes any X-Forwarded-For');
  expect(trustProxyProblem(requestOf(false, { 'x-forwarded-for': '1.2.3.4' }))?.message).toContain(
    'does not trust one',
  );
});
