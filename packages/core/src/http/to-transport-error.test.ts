import { describe, expect, it } from 'vitest';
import { createSeam } from '../create-seam.ts';
import { recordingServer } from './recording-server.test-helper.ts';
import { toTransportError, type TransportFailure } from './to-transport-error.ts';

const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

const failure = (facts: Partial<TransportFailure>): TransportFailure => ({
  path: '/widgets/get',
  error: new TypeError('fetch failed'),
  phase: 'headers',
  timeout: 50,
  timedOut: false,
  signal: undefined,
  ...facts,
});

const withCode = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('hunter2'), { code }) });

describe('a failed transport', () => {
  it.each([
    ['C01', 'ENOTFOUND', 'dns', 'not_sent'],
    ['C02', 'EAI_AGAIN', 'dns', 'not_sent'],
    ['C03', 'ECONNREFUSED', 'refused', 'not_sent'],
    ['C05', 'CERT_HAS_EXPIRED', 'tls', 'not_sent'],
    ['C05', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'not_sent'],
    ['C05', 'ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'not_sent'],
    ['C05', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'not_sent'],
    ['C07', 'ECONNRESET', 'reset', 'unknown'],
    ['C07', 'EPIPE', 'reset', 'unknown'],
    ['C09', 'UND_ERR_SOCKET', 'socket_closed', 'unknown'],
    ['a code nobody knows', 'EWHATEVER', 'network', 'unknown'],
  ])('%s: %s is %s, and the outcome %s', (_, given, code, outcome) => {
    const error = toTransportError(failure({ error: withCode(given) }));
    expect(error).toMatchObject({ name: 'SeamConnectionError', code, outcome });
    expect(error.message).toBe(`/widgets/get got no answer: ${code}`);
    expect(error).not.toHaveProperty('cause');
  });

  it('C04: says that it was the connection, where the runtime does', () => {
    const error = new TypeError('fetch failed', { cause: withCode('UND_ERR_CONNECT_TIMEOUT') });
    expect(toTransportError(failure({ error }))).toMatchObject({
      name: 'SeamTimeoutError',
      phase: 'connect',
      outcome: 'not_sent',
    });
  });

  it('C06: was not sent when the handshake was reset', () => {
    const cause = new Error(
      'Client network socket disconnected before secure TLS connection was established',
    );
    const error = new TypeError('fetch failed', { cause: Object.assign(cause, { code: 'ECONNRESET' }) });
    expect(toTransportError(failure({ error }))).toMatchObject({ code: 'tls_reset', outcome: 'not_sent' });
  });

  it('finds the code however deep it is', () => {
    const error = new Error('outside', { cause: new Error('between', { cause: withCode('ECONNREFUSED') }) });
    expect(toTransportError(failure({ error }))).toMatchObject({ code: 'refused' });
  });

  it.each(['a text', undefined, null, { code: 'ECONNREFUSED' }])(
    'is an unknown one when %j was thrown',
    (error) => {
      expect(toTransportError(failure({ error }))).toMatchObject({ code: 'network', outcome: 'unknown' });
    },
  );

  it('is a timeout when the time was up, and says in which phase', () => {
    const error = toTransportError(failure({ timedOut: true, phase: 'body', error: withCode('ECONNRESET') }));
    expect(error).toMatchObject({ name: 'SeamTimeoutError', phase: 'body', outcome: 'unknown' });
    expect(error.message).toBe('/widgets/get took longer than 50 ms');
  });

  it('is an abort when the caller gave up, with the caller’s reason and not the transport’s error', () => {
    const signal = AbortSignal.abort('enough');
    const error = toTransportError(failure({ timedOut: true, signal, error: withCode('ECONNRESET') }));
    expect(error).toMatchObject({ name: 'SeamAbortError', outcome: 'unknown', cause: 'enough' });
  });
});

describe('on a real socket', () => {
  const codeOf = async (end: 'resetAndDestroy' | 'end') => {
    await using server = await recordingServer((response) => response.socket?.[end]());
    const call = createSeam({ apiKey: 'seam_test1_key', endpoint: server.url }).userIdentities.delete({
      user_identity_id,
    });
    return await call.catch((error: unknown) => (error as { code: unknown }).code);
  };

  it('C08: a reset after the request is a reset', async () => {
    expect(await codeOf('resetAndDestroy')).toBe('reset');
  });

  it('C09: the other side closing is a closed socket', async () => {
    expect(await codeOf('end')).toBe('socket_closed');
  });
});
