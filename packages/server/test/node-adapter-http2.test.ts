import { endpoints } from '@org/seam-core';
import { EventEmitter, once } from 'node:events';
import type { IncomingMessage, ServerResponse as NodeResponse } from 'node:http';
import {
  type ClientHttp2Stream,
  connect,
  constants,
  createServer,
  type OutgoingHttpHeaders,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { createNodeHandler } from '../src/adapters/node.ts';
import type { AuditEntry } from '../src/router/audit-log.ts';
import type { HandlerOptions } from '../src/router/options.ts';

const list = '/user_identities/list';

/** A guarded handler behind HTTP/2 without TLS, and one connection to it. */
const open = async (
  find: (params: object, options: { signal?: AbortSignal }) => unknown,
  options: Partial<HandlerOptions<typeof list, IncomingMessage>> = {},
) => {
  const authorize = vi.fn(() => true);
  const target = { userIdentities: { list: find as () => [] } };
  const handle = createNodeHandler(endpoints, target, { expose: [list], authorize, ...options });
  const events = new EventEmitter();
  const server = createServer((request, response) => {
    request.stream.once('close', () => events.emit('closed'));
    // The handler uses only what the request objects of both versions have in common.
    void handle(request as unknown as IncomingMessage, response as unknown as NodeResponse);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const session = connect(origin);
  return {
    origin,
    authorize,
    events,
    request: (headers: OutgoingHttpHeaders = {}): ClientHttp2Stream =>
      session.request({ ':path': list, 'content-type': 'application/json', ...headers }),
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      session.destroy();
      server.close();
      await closed;
    },
  };
};

/** The status and the body of a response. */
const responseOf = async (stream: ClientHttp2Stream): Promise<[number | undefined, unknown]> => {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = once(stream, 'end');
  const [headers] = (await once(stream, 'response')) as [Record<':status', number>];
  await ended;
  return [headers[':status'], JSON.parse(text)];
};

describe('over HTTP/2', () => {
  it('a body without a content length is read, authorized and passed to the handler', async () => {
    const find = vi.fn(() => []);
    await using it = await open(find);
    const stream = it.request({ ':method': 'POST' });
    stream.end(JSON.stringify({ limit: 3 }));
    expect(await responseOf(stream)).toMatchObject([200, { user_identities: [], ok: true }]);
    expect(it.authorize).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ params: { limit: 3 } }));
    expect(find).toHaveBeenCalledExactlyOnceWith({ limit: 3 }, expect.anything());
  });

  it.each([
    ['GET', 'without a body'],
    ['POST', 'with an empty body'],
  ])('%s %s returns 200', async (method) => {
    await using it = await open(() => []);
    const stream = it.request({ ':method': method });
    stream.end();
    expect(await responseOf(stream)).toMatchObject([200, { ok: true }]);
  });

  it('R18: a body over the size limit closes its stream, and no other', async () => {
    await using it = await open(() => []);
    const stream = it.request({ ':method': 'POST' });
    const closed = once(it.events, 'closed');
    stream.write('x'.repeat(300_000));
    expect(await responseOf(stream)).toMatchObject([413, { error: { type: 'payload_too_large' } }]);
    await closed;
    expect(await responseOf(it.request())).toMatchObject([200, { ok: true }]);
    expect(it.authorize).toHaveBeenCalledOnce();
  });

  it('R47: accepts a request of the own origin, and rejects one of another origin', async () => {
    await using it = await open(() => []);
    const from = async (origin: string) => {
      const stream = it.request({ ':method': 'POST', origin });
      stream.end('{}');
      return await responseOf(stream);
    };
    expect(await from(it.origin)).toMatchObject([200, { ok: true }]);
    expect(await from('https://evil.example')).toMatchObject([403, { error: { type: 'cross_site' } }]);
  });

  it('R70: a read is aborted when the caller closes its stream', async () => {
    const seam = new EventEmitter();
    const called = once(seam, 'called');
    await using it = await open((_params, { signal }) => {
      seam.emit('called', signal);
      return new Promise<never>(() => {});
    });
    const stream = it.request();
    const [signal] = (await called) as [AbortSignal];
    const aborted = once(signal, 'abort');
    stream.close();
    await aborted;
    expect(signal.aborted).toBe(true);
  });

  it('a caller that disconnects before the body is read is no error of a middleware', async () => {
    const connection = new EventEmitter();
    const identifying = once(connection, 'identifying');
    const audited = once(connection, 'audited');
    const onError = vi.fn();
    await using it = await open(() => [], {
      actor: async () => {
        connection.emit('identifying');
        await once(it.events, 'closed');
        return 'ada';
      },
      audit: (entry) => void connection.emit('audited', entry),
      onError,
    });
    const stream = it.request({ ':method': 'POST' });
    stream.end('{}');
    await identifying;
    stream.close(constants.NGHTTP2_CANCEL);
    const [entry] = (await audited) as [AuditEntry];
    expect(entry).toMatchObject({ outcome: 'refused', status: 400, isAbandoned: true });
    expect(onError).not.toHaveBeenCalled();
    expect(it.authorize).not.toHaveBeenCalled();
  });
});
