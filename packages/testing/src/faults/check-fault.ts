import type { Fault, FaultKind } from './fault.ts';

const isMilliseconds = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0 && value < 2 ** 31;
const isStatus = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 200 && value <= 599;

const rules: { readonly [K in FaultKind]: (fault: Extract<Fault, { kind: K }>) => boolean } = {
  status: ({ status }) => isStatus(status) && status >= 400,
  html: ({ status = 502 }) => isStatus(status),
  reset: ({ applied }) => typeof applied === 'boolean',
  hang: ({ applied }) => typeof applied === 'boolean',
  truncate: ({ bytes = 0 }) => Number.isInteger(bytes) && bytes >= 0,
  slow_body: ({ ms }) => isMilliseconds(ms),
  content_type: ({ value }) => typeof value === 'string' && value !== '',
  latency: ({ ms, up_to = ms }) => isMilliseconds(ms) && isMilliseconds(up_to) && up_to >= ms,
};

/** @throws TypeError when something that came from a file or a caller is no fault */
export const checkFault = (fault: Fault): void => {
  const rule = Object.hasOwn(rules, fault.kind)
    ? (rules[fault.kind] as (fault: Fault) => boolean)
    : undefined;
  if (!rule)
    throw new TypeError(
      `There is no fault ${JSON.stringify(fault)}: kind is one of ${Object.keys(rules).join(', ')}.`,
    );
  if (!rule(fault))
    throw new TypeError(`The fault ${JSON.stringify(fault)} is missing a number, or it is out of range.`);
};
