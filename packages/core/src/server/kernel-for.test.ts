import { describe, expect, it } from 'vitest';
import { endpoints } from '../endpoints.ts';
import { createNodeHandler } from './create-node-handler.ts';
import { createRequestHandler } from './create-request-handler.ts';

describe.each<[string, (options: object) => unknown]>([
  ['createRequestHandler', (options) => createRequestHandler(endpoints, {}, options as never)],
  ['createNodeHandler', (options) => createNodeHandler(endpoints, {}, options as never)],
])('%s', (name, create) => {
  const made = (options: object) => () => create(options);

  it.each<[string, object, string]>([
    ['nothing is said of who may call', { basePath: '/api/seam' }, 'The handler needs expose'],
    ['what is exposed is missing', { expose: undefined, authorize: () => true }, 'The handler needs expose'],
    [
      'R92: expose is misspelt',
      { exposed: ['/devices/list'], authorize: () => true },
      `${name}: unknown option "exposed". Did you mean "expose"?`,
    ],
    ['R92: it is said halfway', { unguarded: 'yes' }, `${name}: unguarded must be true; got "yes".`],
    ['R92: both are said', { unguarded: true, expose: ['/devices/list'] }, 'unknown option "unguarded"'],
    ['R92: the path is none', { unguarded: true, basePath: 5 }, 'basePath must be a string; got 5.'],
    ['R92: schemas are asked for', { unguarded: true, schemas: true }, 'schemas must be an object or false'],
    ['R92: an option is of the guard', { unguarded: true, csrf: true }, 'unknown option "csrf"'],
    ['R92: strict is no boolean', { unguarded: true, strict: 0 }, 'strict must be a boolean; got 0.'],
    ['R92: mapError is no function', { unguarded: true, mapError: {} }, 'mapError must be a function'],
  ])('is not made when %s', (_when, options, message) => {
    expect(made(options)).toThrow(message);
  });

  it('is made for everybody when that is said', () => {
    expect(made({ unguarded: true })()).toBeInstanceOf(Function);
  });
});
