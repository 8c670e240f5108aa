import { createSeam, SeamConfigError, SeamConnectionError } from '@org/seam-core';
import { afterEach, expect, test, vi } from 'vitest';
import { startConsole } from '../../test/support/start-console.ts';
import { auditChange, logLine } from './logs.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  ['a newline', '\n'],
  ['a carriage return', '\r'],
  ['an ANSI escape', '\u001b[2K'],
  ['an 8-bit escape', '\u009b2K'],
  ['a line separator', '\u2028'],
  ['a bidi override', '\u202e'],
  ['delete', '\u007f'],
])('W53 %s in a value stays inside the line', (_what, text) => {
  const line = logLine({ actor: `x${text}{"actor":"manager"}` });
  expect(line).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(line)).toEqual({ actor: `x${text}{"actor":"manager"}` });
});

test('keeps letters outside ASCII', () => {
  expect(logLine({ name: 'Zoë' })).toBe('{"name":"Zoë"}');
});

test('writes a line for a change with its actor and outcome, and none for a read', async () => {
  const log = vi.spyOn(console, 'info').mockImplementation(() => {});
  await using started = await startConsole({ audit: auditChange });
  const [ada] = started.fake.state.userIdentities;
  const params = { user_identity_id: ada?.user_identity_id };
  const call = async (role: 'manager' | 'viewer', path: string) => {
    const headers = { cookie: await started.signIn(role), 'content-type': 'application/json' };
    await fetch(`${started.url}/api/seam${path}`, { method: 'POST', headers, body: JSON.stringify(params) });
  };
  await call('viewer', '/user_identities/get');
  await call('viewer', '/user_identities/delete');
  await call('manager', '/user_identities/delete');
  expect(log.mock.calls.map(([line]) => JSON.parse(line as string) as unknown)).toMatchObject([
    { actor: 'viewer', endpoint: '/user_identities/delete', params, outcome: 'refused' },
    { actor: 'manager', endpoint: '/user_identities/delete', params, outcome: 'done' },
  ]);
});

/** The only line that is written when the target throws `error`. */
const lineOf = async (error: unknown): Promise<string> => {
  const write = vi.spyOn(console, 'error').mockReturnValue();
  await using started = await startConsole({
    onError: undefined,
    target: ({ handlers }) => ({
      ...handlers,
      userIdentities: {
        ...handlers.userIdentities,
        list: () => {
          throw error;
        },
      },
    }),
  });
  const cookie = await started.signIn('viewer');
  await fetch(`${started.url}/api/seam/user_identities/list`, { headers: { cookie } });
  expect(write).toHaveBeenCalledOnce();
  const [line] = write.mock.calls.flat();
  expect(line).toMatch(/^[\x20-\x7e]+$/);
  return String(line);
};

test('writes class and outcome of an error of Seam', async () => {
  const error = new SeamConnectionError('no response: reset', { outcome: 'unknown', code: 'reset' });
  expect(JSON.parse(await lineOf(error))).toMatchObject({
    error: { name: 'SeamConnectionError', outcome: 'unknown' },
    requestId: expect.any(String),
    path: '/user_identities/list',
  });
});

test.each([
  ['a newline that begins an audit line', '\n{"at":"2026-11-28","actor":"manager","outcome":"done"}'],
  ['an ANSI escape', '\u001b[2K\u001b[1A'],
  ['an e-mail address', 'ada@example.com'],
])('W53 writes no message of Seam: %s', async (_what, words) => {
  const error = { type: 'workspace_denied', message: `denied for ${words}`, data: { words } };
  const seam = createSeam({
    apiKey: 'seam_test_key',
    fetch: () => Promise.resolve(Response.json({ ok: false, error }, { status: 403 })),
  });
  const line = await lineOf(await seam.devices.list({}).catch((thrown: unknown) => thrown));
  expect(line).not.toContain('denied for');
  expect(line).not.toContain('ada@');
  expect(JSON.parse(line)).toMatchObject({
    error: { name: 'SeamForbiddenError', status: 403, type: 'workspace_denied' },
  });
});

test('W53 writes an internal error with its stack, in one line', async () => {
  const line = await lineOf(new TypeError('oh\n{"actor":"manager"}\u001b[2K\u009b2K'));
  expect(JSON.parse(line)).toMatchObject({
    error: { name: 'TypeError', stack: expect.stringMatching(/^TypeError: oh\n[^]*\n {4}at /) },
  });
});

test('writes the message of a configuration error', async () => {
  expect(await lineOf(new SeamConfigError('There is no credential.'))).toContain('There is no credential.');
});

test('does not write a thrown value that is not an error', async () => {
  expect(await lineOf({ authorization: 'secret' })).not.toContain('secret');
});
