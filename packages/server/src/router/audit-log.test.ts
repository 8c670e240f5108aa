import { endpoints } from '@org/seam-core';
import { expect, it, vi } from 'vitest';
import type { ServerResponse } from '../http/response.ts';
import { type AuditEntry, writeAuditLog } from './audit-log.ts';
import type { RequestContext } from './context.ts';

const { get } = endpoints.userIdentities;
const done: ServerResponse = { status: 200, headers: {}, value: {}, body: '{}' };
const params = { user_identity_id: 'u1' };

const exchange = (): RequestContext<unknown> => ({
  verb: 'POST',
  path: get.path,
  query: '',
  header: () => undefined,
  body: () => Promise.resolve(undefined),
  req: {},
  state: { requestId: 'r1', startedAt: 0, endpoint: get, params, isAllowed: true },
});

it('the audit gets the parameters, and the log does not', async () => {
  const info = vi.fn();
  const audit = vi.fn<(entry: AuditEntry) => void>();
  await writeAuditLog(exchange(), done, { logger: { info, error: vi.fn() }, audit, report: vi.fn() });
  expect(audit).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ params, requestId: 'r1' }));
  expect(info).toHaveBeenCalledExactlyOnceWith(
    expect.not.objectContaining({ params: expect.anything() }),
    `${get.path} 200`,
  );
});

it('an audit that fails is told of, and its call is in the log all the same', async () => {
  const [info, report] = [vi.fn(), vi.fn()];
  const fault = new Error('no database');
  const called = exchange();
  await writeAuditLog(called, done, {
    logger: { info, error: vi.fn() },
    audit: () => Promise.reject(fault),
    report,
  });
  expect(report).toHaveBeenCalledExactlyOnceWith(fault, called);
  expect(info).toHaveBeenCalledOnce();
});
