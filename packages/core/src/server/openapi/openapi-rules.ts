import { rules, type OptionRules } from '../../check-options.ts';
import { isObject } from '../../is-object.ts';
import type { OpenApiOptions } from './openapi-options.ts';

/** What is said about the document as a whole. */
export const describingRules = {
  title: rules.type('string'),
  version: rules.type('string'),
  servers: {
    expected: 'an array of objects with a url',
    accepts: (value: unknown) =>
      Array.isArray(value) &&
      value.every((server: unknown) => isObject(server) && typeof server['url'] === 'string'),
  },
  securitySchemes: {
    expected: 'an object of objects',
    accepts: (value: unknown) => isObject(value) && Object.values(value).every(isObject),
  },
};

export const openapiRules: OptionRules<OpenApiOptions> = {
  ...describingRules,
  idempotency: rules.type('boolean'),
  schemas: rules.either(rules.type('object'), rules.oneOf(false)),
};
