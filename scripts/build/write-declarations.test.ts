import { expect, it } from 'vitest';
import { declarationsOf } from './write-declarations.ts';

it('declares values by their types in the ES module, and classes also as types', () => {
  class SeamError extends Error {}
  expect(declarationsOf('./index.js', { createSeam: () => undefined, SeamError, endpoints: {} })).toBe(
    `import type * as esm from './index.js' with { 'resolution-mode': 'import' };
export type * from './index.js' with { 'resolution-mode': 'import' };
export declare const createSeam: typeof esm.createSeam;
export declare const SeamError: typeof esm.SeamError;
export type SeamError = esm.SeamError;
export declare const endpoints: typeof esm.endpoints;
`,
  );
});
