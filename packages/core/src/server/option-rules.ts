import { rules, type OptionRule, type OptionRules } from '../check-options.ts';
import type { GuardOptions } from './guard/guard-options.ts';
import type { GuardedHandlerOptions, HandlerOptions } from './handler-options.ts';
import type { KernelOptions } from './kernel-options.ts';

const aFunction = rules.type('function');

const logger: OptionRule = {
  expected: 'an object with the functions info and error',
  accepts: (value) =>
    typeof value === 'object' &&
    value !== null &&
    ['info', 'error'].every((name) => typeof Reflect.get(value, name) === 'function'),
};

const listOfTexts: OptionRule = {
  expected: 'an array of strings',
  accepts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};

const readingRules = {
  bodyLimit: rules.count(0),
  // Deeper ones are walked through by functions that call themselves.
  depthLimit: rules.count(0, 1000),
  authorizeTimeout: rules.milliseconds(),
  onError: aFunction,
  requestId: aFunction,
};

export const kernelRules: OptionRules<KernelOptions> = {
  ...readingRules,
  context: aFunction,
  authorize: aFunction,
  around: aFunction,
  strict: rules.type('boolean'),
  mapError: aFunction,
};

/** Those of `any` are checked where they are used, which says what to write. */
export const guardRules: OptionRules<GuardOptions> = {
  ...readingRules,
  expose: rules.any,
  authorize: rules.any,
  actor: aFunction,
  csrf: rules.type('boolean'),
  allowedOrigins: listOfTexts,
  cors: rules.either(rules.type('boolean'), rules.type('object')),
  rateLimit: aFunction,
  idempotency: rules.either(rules.type('boolean'), rules.type('object')),
  maxInFlight: rules.count(),
  queueTimeout: rules.milliseconds(),
  bodyTimeout: rules.milliseconds(),
  openapi: rules.either(rules.type('boolean'), rules.type('object')),
  audit: aFunction,
  logger,
};

const mountRules = {
  basePath: rules.type('string'),
  schemas: rules.either(rules.type('object'), rules.oneOf(false)),
};

export const handlerRules: OptionRules<HandlerOptions> = {
  ...kernelRules,
  ...mountRules,
  unguarded: rules.oneOf(true),
  expose: rules.oneOf(undefined),
};

export const guardedHandlerRules: OptionRules<GuardedHandlerOptions> = { ...guardRules, ...mountRules };
