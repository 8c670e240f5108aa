import type { AuditEntry, Logger } from '@org/seam-express';
import { changes } from './permissions.ts';

/** Characters that JSON does not escape and that a terminal or editor interprets: 8-bit controls, line separators, bidi marks. */
const unsafeCharacters = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Formats fields as one line of JSON. No value can start a new line or control a terminal. */
export const logLine = (fields: object): string =>
  JSON.stringify(fields).replace(
    unsafeCharacters,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

export const isChange = (endpoint: string): boolean => changes.some((change) => change === endpoint);

/** Writes one line for each change: its actor, endpoint, parameters and outcome. */
export const auditChange = ({ at, actor, endpoint, params, outcome, requestId }: AuditEntry): void => {
  if (isChange(endpoint)) console.info(logLine({ at, actor, endpoint, params, outcome, requestId }));
};

/** Writes one line for each error. The audit log covers successful requests. */
export const errorLog: Logger = {
  info: () => {},
  error: (fields) => console.error(logLine(fields)),
};
