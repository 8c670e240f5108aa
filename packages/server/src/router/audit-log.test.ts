import { endpoints } from '@org/seam-core';
import { expect, it, vi } from 'vitest';
import type { ServerResponse } from '../http/response.ts';
import { type AuditEntry, writeAuditLog } from './audit-log.ts';
import type { RequestContext } from './context.ts';

const { get } = endpoints.userIdentities;
const done: ServerResponse = { status: 200, headers: {}, value: {}, body: '{}' };
const params = { user_identity_id: 'u1' };

const createContext = (): RequestContext<unknown> => ({
  request: { verb: 'POST', path: get.path, query: '', header: () => undefined, body: () => undefined },
  req: {},
  requestId: 'r1',
  startedAt: 0,
  endpoint: get,
  params,
  isAllowed: true,
});

it('passes the parameters to audit, and not to the logger', async () => {
  const info = vi.fn();
  const audit = vi.fn<(entry: AuditEntry) => void>();
  await writeAuditLog(createContext(), done, { logger: { info, error: vi.fn() }, audit, report: vi.fn() });
  expect(audit).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ params, requestId: 'r1' }));
  expect(info).toHaveBeenCalledExactlyOnceWith(
    expect.not.objectContaining({ params: expect.anything() }),
    `${get.path} 200`,
  );
});

it('measures the duration when the clock is set meanwhile', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z'), toFake: ['Date', 'performance'] });
  try {
    const audit = vi.fn<(entry: AuditEntry) => void>();
    const context = { ...createContext(), startedAt: performance.now() };
    vi.advanceTimersByTime(1_500);
    vi.setSystemTime('2025-12-31T23:00:00Z');
    await writeAuditLog(context, done, { audit, report: vi.fn() });
    expect(audit).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ at: '2025-12-31T22:59:58.500Z', durationMs: 1_500 }),
    );
  } finally {
    vi.useRealTimers();
  }
});

it('reports an audit that fails, and still logs the request', async () => {
  const [info, report] = [vi.fn(), vi.fn()];
  const error = new Error('no database');
  const context = createContext();
  await writeAuditLog(context, done, {
    logger: { info, error: vi.fn() },
    audit: () => Promise.reject(error),
    report,
  });
  expect(report).toHaveBeenCalledExactlyOnceWith(error, context);
  expect(info).toHaveBeenCalledOnce();
});

it('gives up on an audit that does not settle, so that a shutdown does not wait for it', async () => {
  vi.useFakeTimers();
  try {
    const report = vi.fn();
    const context = createContext();
    const written = writeAuditLog(context, done, { audit: () => new Promise(() => {}), report });
    await vi.advanceTimersByTimeAsync(30_000);
    await written;
    const error = new Error('audit took longer than 30000 milliseconds. The entry may be missing.');
    expect(report).toHaveBeenCalledExactlyOnceWith(error, context);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

const unknown = { error: { type: 'upstream_error', data: { outcome: 'unknown' } }, ok: false };

it.each([
  ['unknown', 'a change', endpoints.locks.unlockDoor],
  ['failed', 'a read', get],
] as const)('writes %s for %s whose response has the outcome unknown', async (outcome, _, endpoint) => {
  const audit = vi.fn<(entry: AuditEntry) => void>();
  const response = { ...done, status: 502, value: unknown };
  await writeAuditLog({ ...createContext(), endpoint }, response, { audit, report: vi.fn() });
  expect(audit).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ outcome, status: 502 }));
});
