import { SeamConfigError } from '@org/seam-core';
import { longestTimer, rules, type OptionRule } from '@org/seam-core/internal';
import { checkKind, needed, type KindRules } from './check-kind.ts';
import type { Fault } from './fault.ts';

/** What a header can carry: anything else would break the connection instead. */
const isHeaderText = (value: unknown): boolean =>
  typeof value === 'string' && /^[\t\u0020-\u007E]+$/.test(value);

const headerText: OptionRule = { expected: 'a text that a header can carry', accepts: isHeaderText };
const milliseconds = rules.milliseconds(0);
const applied = rules.type('boolean');

const pageStatus: OptionRule = {
  expected: 'a status from 200 to 599 that can have a body',
  accepts: (value) => rules.count(200, 599).accepts(value) && ![204, 205, 304].includes(Number(value)),
};

const kinds: KindRules<Fault> = {
  status: {
    status: needed(rules.count(400, 599)),
    type: rules.type('string'),
    message: rules.type('string'),
    retry_after: {
      expected: 'a number of seconds, or a text that a header can carry',
      accepts: (value) => Number.isFinite(value) || isHeaderText(value),
    },
    applied,
  },
  html: { status: pageStatus, applied },
  reset: { applied: needed(applied) },
  hang: { applied: needed(applied) },
  truncate: { bytes: rules.count(0) },
  slow_body: { ms: needed(milliseconds) },
  content_type: { value: needed(headerText) },
  latency: { ms: needed(milliseconds), up_to: milliseconds },
};

/** @throws SeamConfigError when something that came from a file or a caller is no fault */
export const checkFault = (fault: Fault): void => {
  checkKind(fault, { what: 'fault', kinds });
  if (fault.kind === 'latency' && fault.up_to !== undefined && fault.up_to < fault.ms)
    throw new SeamConfigError(
      `The fault "latency": up_to must be a number of milliseconds from ${fault.ms} to ${longestTimer}; got ${fault.up_to}.`,
    );
};
