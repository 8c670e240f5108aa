import type { AuditEntry } from '@org/seam-express';
import { changes } from './exposed-endpoints.ts';
import { logLine } from './log-line.ts';

const isChange = (endpoint: string): boolean => changes.some((change) => change === endpoint);

/** Writes one line about each change: who asked for it, what it was about, and what came of it. */
export const auditChange = ({ at, actor, endpoint, params, outcome, requestId }: AuditEntry): void => {
  if (isChange(endpoint)) console.info(logLine({ at, actor, endpoint, params, outcome, requestId }));
};
