import { describe, expect, it } from 'vitest';
import { endpoints } from '../endpoints.ts';
import { createNodeHandler } from './create-node-handler.ts';
import { createRequestHandler } from './create-request-handler.ts';

describe.each<[string, (options: object) => unknown]>([
  ['createRequestHandler', (options) => createRequestHandler(endpoints, {}, options as never)],
  ['createNodeHandler', (options) => createNodeHandler(endpoints, {}, options as never)],
])('%s', (_, create) => {
  const made = (options: object) => () => create(options);

  it.each<[string, object]>([
    ['nothing is said of who may call', { basePath: '/api/seam' }],
    ['expose is misspelt', { exposed: ['/devices/list'], authorize: () => true }],
    ['what is exposed is missing', { expose: undefined, authorize: () => true }],
    ['it is said halfway', { unguarded: 'yes' }],
  ])('is not made when %s', (_when, options) => {
    expect(made(options)).toThrow('The handler needs expose');
  });

  it('is made for everybody when that is said', () => {
    expect(made({ unguarded: true })()).toBeInstanceOf(Function);
  });
});
