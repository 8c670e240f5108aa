import { checkOptions, type OptionRule, type OptionRules, rules } from '@org/seam-core/internal';
import type { KernelOptions } from './kernel-options.ts';
import type { HandlerOptions, OpenHandlerOptions, RouterOptions } from './options.ts';

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
export const routerRules: OptionRules<RouterOptions> = {
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

const openHandlerRules: OptionRules<OpenHandlerOptions> = {
  ...kernelRules,
  ...mountRules,
  unguarded: rules.oneOf(true),
  expose: rules.oneOf(undefined),
};

const handlerRules: OptionRules<HandlerOptions> = { ...routerRules, ...mountRules };

/**
 * Checks the options of a handler: those of the guard unless it is said that there is none.
 * @throws SeamConfigError for an option that is unknown or out of range
 */
export const checkHandlerOptions = (subject: string, options: object): void => {
  const { unguarded, expose } = options as Partial<OpenHandlerOptions>;
  const isUnguarded = unguarded !== undefined && expose === undefined;
  checkOptions<object>(subject, options, isUnguarded ? openHandlerRules : handlerRules);
};
