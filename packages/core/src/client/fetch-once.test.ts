import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createSeam } from './create-seam.ts';
import { toTransportError, type TransportFailure } from './fetch-once.ts';
import { recordingServer } from './recording-server.test-helper.ts';

const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

const failure = (facts: Partial<TransportFailure>): TransportFailure => ({
  path: '/widgets/get',
  error: new TypeError('fetch failed'),
  phase: 'headers',
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
    ['an unlisted code', 'EWHATEVER', 'network', 'unknown'],
  ])('%s: %s is %s, and the outcome %s', (_, given, code, outcome) => {
    const error = toTransportError(failure({ error: withCode(given) }));
    expect(error).toMatchObject({ name: 'SeamConnectionError', code, outcome });
    expect(error.message).toBe(`/widgets/get received no response: ${code}`);
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

  const system = (code: string, syscall: string) =>
    Object.assign(new Error(`${syscall} ${code} 10.0.0.1:443`), { code, syscall });

  it.each([
    ['EHOSTUNREACH', 'read', 'network'],
    ['ENETUNREACH', 'read', 'network'],
    ['EHOSTUNREACH', 'write', 'network'],
    ['ECONNREFUSED', 'read', 'network'],
    ['ETIMEDOUT', 'read', 'network'],
    ['ECONNRESET', 'read', 'reset'],
  ])('C78: %s of a %s may have been sent', (code, syscall, found) => {
    const error = new TypeError('fetch failed', { cause: system(code, syscall) });
    expect(toTransportError(failure({ error }))).toMatchObject({ code: found, outcome: 'unknown' });
  });

  it.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'])('C78: %s alone proves nothing', (code) => {
    expect(toTransportError(failure({ error: withCode(code) }))).toMatchObject({ outcome: 'unknown' });
  });

  it.each([
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_TLS_RENEGOTIATION_DISABLED',
  ])('C78: %s may be received after the request', (code) => {
    expect(toTransportError(failure({ error: withCode(code) }))).toMatchObject({
      code: 'tls',
      outcome: 'unknown',
    });
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])(
    'C78: %s after the headers may have been sent',
    (code) => {
      const error = toTransportError(failure({ error: withCode(code), phase: 'body' }));
      expect(error).toMatchObject({
        name: 'SeamConnectionError',
        code: 'body_truncated',
        outcome: 'unknown',
      });
    },
  );

  it.each(['EHOSTUNREACH', 'ENETUNREACH', 'ECONNREFUSED', 'EADDRNOTAVAIL'])(
    'C79: connect %s was never sent',
    (code) => {
      const error = new TypeError('fetch failed', { cause: system(code, 'connect') });
      expect(toTransportError(failure({ error }))).toMatchObject({ code: 'refused', outcome: 'not_sent' });
    },
  );

  const connectTimeout = { name: 'SeamTimeoutError', phase: 'connect', outcome: 'not_sent' };

  it('C79: connect ETIMEDOUT is a timeout of the connection', () => {
    const error = new TypeError('fetch failed', { cause: system('ETIMEDOUT', 'connect') });
    expect(toTransportError(failure({ error }))).toMatchObject(connectTimeout);
  });

  it('C79: several connect errors at once were never sent, and one that may have been outweighs them', () => {
    const aggregate = (...errors: Error[]) =>
      new TypeError('fetch failed', {
        cause: Object.assign(new AggregateError(errors), { code: 'ECONNREFUSED' }),
      });
    const refused = system('ECONNREFUSED', 'connect');
    expect(
      toTransportError(failure({ error: aggregate(refused, system('ENETUNREACH', 'connect')) })),
    ).toMatchObject({ code: 'refused', outcome: 'not_sent' });
    expect(toTransportError(failure({ error: aggregate(system('ETIMEDOUT', 'connect')) }))).toMatchObject(
      connectTimeout,
    );
    for (const sent of [system('ECONNRESET', 'read'), new Error('something else')])
      expect(toTransportError(failure({ error: aggregate(refused, sent) }))).toMatchObject({
        outcome: 'unknown',
      });
  });

  const deno = (detail: string) =>
    new TypeError(`error sending request for url (https://connect.getseam.com/x): ${detail}`);

  it.each([
    ['client error (Connect): tcp connect error: Connection refused (os error 111)', 'refused', 'not_sent'],
    ['error trying to connect: tcp connect error: Connection refused (os error 111)', 'refused', 'not_sent'],
    ['client error (Connect): dns error: failed to lookup address information', 'dns', 'not_sent'],
    ['error trying to connect: dns error: failed to lookup address information', 'dns', 'not_sent'],
    ['client error (SendRequest): connection error: Connection reset by peer', 'network', 'unknown'],
  ])('C79: Deno’s “%s” is %s, and the outcome %s', (detail, code, outcome) => {
    expect(toTransportError(failure({ error: deno(detail) }))).toMatchObject({ code, outcome });
    const nested = new TypeError('error sending request', { cause: deno(detail) });
    expect(toTransportError(failure({ error: nested }))).toMatchObject({ code, outcome });
  });

  it.each([
    ['connect ECONNREFUSED 127.0.0.1:1', 'refused', 'not_sent'],
    ['getaddrinfo ENOTFOUND connect.getseam.com', 'dns', 'not_sent'],
    ['read ECONNRESET', 'reset', 'unknown'],
    ['read EHOSTUNREACH', 'network', 'unknown'],
  ])('C79: node-fetch’s reason “%s” is %s, and the outcome %s', (reason, code, outcome) => {
    const error = Object.assign(new Error(`request to https://x/ failed, reason: ${reason}`), {
      code: reason.split(' ')[1],
    });
    expect(toTransportError(failure({ error }))).toMatchObject({ code, outcome });
  });

  it('C79: recognises errors of another realm', () => {
    const error: unknown = runInNewContext(
      `new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) })`,
    );
    expect(error).not.toBeInstanceOf(Error);
    expect(toTransportError(failure({ error }))).toMatchObject({ code: 'refused', outcome: 'not_sent' });
  });

  it('ends at causes that are circular', () => {
    const error = new Error('first');
    error.cause = new AggregateError([error], 'second', { cause: error });
    expect(toTransportError(failure({ error }))).toMatchObject({ code: 'network', outcome: 'unknown' });
  });

  it.each(['a text', undefined, null, { code: 'ECONNREFUSED' }])(
    'is an unknown one when %j was thrown',
    (error) => {
      expect(toTransportError(failure({ error }))).toMatchObject({ code: 'network', outcome: 'unknown' });
    },
  );

  it('is an abort when the caller gave up, with the caller’s reason and not the transport’s error', () => {
    const signal = AbortSignal.abort('enough');
    const error = toTransportError(failure({ signal, error: withCode('ECONNRESET') }));
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
