import { endpoints } from '@org/seam-core';
import { EventEmitter, once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { foreignBytes } from '../../../core/src/shared/realms.test-helper.ts';
import { createHandlers, schemas, tree } from '../../test/adapters.test-helper.ts';
import { listen } from '../../test/listen.test-helper.ts';
import { createNodeHandler, createUnguardedNodeHandler, type NodeHandler } from './node.ts';

const handlerOf = (options = {}): { handle: NodeHandler; calls: unknown[] } => {
  const { handlers, calls } = createHandlers();
  return { handle: createUnguardedNodeHandler(tree, handlers, { schemas, ...options }), calls };
};

const toJson = { method: 'POST', headers: { 'content-type': 'application/json' } };

describe('createUnguardedNodeHandler beside other listeners', () => {
  it('passes requests without an endpoint to next', async () => {
    const { handle } = handlerOf({ basePath: '/api/seam' });
    await using server = await listen(
      (incoming, response) => void handle(incoming, response, () => response.end('next')),
    );
    expect(await (await fetch(`${server.url}/elsewhere`)).text()).toBe('next');
    expect(await (await fetch(`${server.url}/api/seam/widgets/nope`)).text()).toBe('next');
    expect((await fetch(`${server.url}/api/seam/widgets/get?widget_id=w1`)).status).toBe(200);
  });

  it('accepts a body that middleware has parsed', async () => {
    const { handle, calls } = handlerOf();
    await using server = await listen((incoming, response) => {
      let body = '';
      incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
      incoming.on('end', () =>
        setImmediate(
          () => void handle(Object.assign(incoming, { body: JSON.parse(body) as unknown }), response),
        ),
      );
    });
    const response = await fetch(`${server.url}/widgets/rename`, { ...toJson, body: '{"widget_id":"w1"}' });
    expect(response.status).toBe(200);
    expect(calls).toEqual([{ widget_id: 'w1' }]);
  });

  it.each([
    ['cannot be serialized as JSON', { widget_id: 1n }],
    ['exceeds the size limit', { widget_id: 'x'.repeat(16_384) }],
    ['is a string that exceeds the size limit in bytes', JSON.stringify({ widget_id: 'é'.repeat(8190) })],
    ['is a buffer that exceeds the size limit', Buffer.alloc(16_385, ' ')],
  ])('R18: returns 413 when the body that middleware parsed %s', async (_, body) => {
    const { handle, calls } = handlerOf();
    await using server = await listen((incoming, response) => {
      incoming.resume().once('end', () => {
        setImmediate(() => void handle(Object.assign(incoming, { body }), response));
      });
    });
    const response = await fetch(`${server.url}/widgets/rename`, { ...toJson, body: '{}' });
    expect(response.status).toBe(413);
    expect(calls).toEqual([]);
  });

  it.each(foreignBytes('{"widget_id":"w1"}'))(
    'W51 reads a %s of another realm that middleware kept',
    async (_, body) => {
      const { handle, calls } = handlerOf();
      await using server = await listen((incoming, response) => {
        incoming.resume().once('end', () => {
          setImmediate(() => void handle(Object.assign(incoming, { body }), response));
        });
      });
      const response = await fetch(`${server.url}/widgets/rename`, { ...toJson, body: '{}' });
      expect(response.status).toBe(200);
      expect(calls).toEqual([{ widget_id: 'w1' }]);
    },
  );

  it('W51 reads a body whose encoding middleware has set', async () => {
    const { handle, calls } = handlerOf();
    await using server = await listen((incoming, response) => {
      incoming.setEncoding('utf8');
      void handle(incoming, response);
    });
    const response = await fetch(`${server.url}/widgets/rename`, { ...toJson, body: '{"widget_id":"wä"}' });
    expect(response.status).toBe(200);
    expect(calls).toEqual([{ widget_id: 'wä' }]);
  });

  it('R15: rejects bytes that middleware kept when they are not valid UTF-8', async () => {
    const { handle, calls } = handlerOf();
    const body = Buffer.concat([Buffer.from('{"widget_id":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    await using server = await listen((incoming, response) => {
      incoming.resume().once('end', () => {
        setImmediate(() => void handle(Object.assign(incoming, { body }), response));
      });
    });
    const response = await fetch(`${server.url}/widgets/rename`, { ...toJson, body: '{}' });
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_json' } });
    expect(calls).toEqual([]);
  });

  it('R36: validates the parameters of a custom tree with custom schemas', async () => {
    const { handlers, calls } = createHandlers();
    const handle = createNodeHandler(tree as never, handlers as never, {
      schemas,
      expose: ['/widgets/rename'] as never,
      authorize: () => true,
    });
    await using server = await listen((incoming, response) => void handle(incoming, response));
    const send = async (body: object) =>
      (await fetch(`${server.url}/widgets/rename`, { ...toJson, body: JSON.stringify(body) })).status;
    expect(await send({ widget_id: 'w1', nope: 1 })).toBe(400);
    expect(await send({ widget_id: 'w1' })).toBe(200);
    expect(calls).toEqual([{ widget_id: 'w1' }]);
  });

  it('the OpenAPI document contains the server URL', async () => {
    const handle = createNodeHandler(
      endpoints,
      { devices: { list: () => Promise.resolve([]) } },
      {
        basePath: '/api/seam',
        expose: ['/devices/list'],
        authorize: () => true,
        openapi: true,
      },
    );
    await using server = await listen((incoming, response) => void handle(incoming, response));
    const response = await fetch(`${server.url}/api/seam/openapi.json`);
    expect(await response.json()).toMatchObject({ servers: [{ url: '/api/seam' }] });
  });

  it('R55: sends no second response', async () => {
    let respond = () => {};
    const { handle } = handlerOf({ authorize: () => (respond(), true) });
    await using server = await listen((incoming, response) => {
      respond = () => response.writeHead(418).end('mine');
      void handle(incoming, response);
    });
    const response = await fetch(`${server.url}/widgets/get?widget_id=w1`);
    expect([response.status, await response.text()]).toEqual([418, 'mine']);
  });

  it('R43: returns 404 for an absolute-form target', async () => {
    const { handle, calls } = handlerOf();
    await using server = await listen((incoming, response) => void handle(incoming, response));
    const sent = request({ port: server.port, path: 'http://evil.example/widgets/get?widget_id=w1' }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    expect(response.resume().statusCode).toBe(404);
    expect(calls).toEqual([]);
  });
});

it('a response that cannot be written closes the connection, and is reported to onError', async () => {
  const onError = vi.fn();
  const { handle } = handlerOf({ onError });
  const handled: Promise<void>[] = [];
  await using server = await listen((incoming, response) => {
    response.writeHead = () => {
      throw new Error('The response cannot be written.');
    };
    handled.push(handle(incoming, response));
  });
  await expect(fetch(`${server.url}/widgets/get?widget_id=w1`)).rejects.toThrow('fetch failed');
  await Promise.all(handled);
  expect(onError).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ message: 'The response cannot be written.' }),
    { requestId: '', path: '/widgets/get' },
  );
});

describe('on the wire', () => {
  it('counts the content length in bytes, not in characters', async () => {
    const { handle } = handlerOf();
    await using server = await listen((incoming, response) => void handle(incoming, response));
    const response = await fetch(`${server.url}/widgets/get?widget_id=${encodeURIComponent('Tür 🚪')}`);
    expect(await response.json()).toEqual({ widget: { widget_id: 'Tür 🚪' }, ok: true });
  });

  it('R18: closes the connection when the body was not read to its end', async () => {
    const { handle } = handlerOf();
    await using server = await listen((incoming, response) => void handle(incoming, response));
    const sent = request({ port: server.port, path: '/widgets/rename', ...toJson });
    sent.write(`{"widget_id":"${'x'.repeat(20_000)}`);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    expect([response.statusCode, response.headers.connection]).toEqual([413, 'close']);
    response.resume();
    sent.on('error', () => {}).destroy();
  });

  it.each([
    [16_384, 'keep-alive'],
    [16_385, 'close'],
  ])('after %i unread bytes the connection is %s', async (length, connection) => {
    const { handle } = handlerOf();
    await using server = await listen((incoming, response) => void handle(incoming, response));
    const headers = { 'content-type': 'text/plain', 'content-length': length };
    const sent = request({ port: server.port, path: '/widgets/rename', method: 'POST', headers });
    sent.flushHeaders();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    expect([response.statusCode, response.headers.connection]).toEqual([415, connection]);
    response.resume();
    sent.on('error', () => {}).destroy();
  });

  it('keeps the connection when the body was read', async () => {
    const { handle } = handlerOf();
    await using server = await listen((incoming, response) => void handle(incoming, response));
    const sent = request({ port: server.port, path: '/widgets/rename', ...toJson }).end('{"widget_id":"w1"}');
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    expect([response.statusCode, response.headers.connection]).toEqual([200, 'keep-alive']);
    response.resume();
  });
});

describe('R70: the signal of a request', () => {
  it('is aborted when the caller disconnects', async () => {
    const { handlers } = createHandlers();
    const handler = new EventEmitter();
    const called = once(handler, 'called');
    const get = (_: object, { signal }: { signal?: AbortSignal | undefined }) => {
      handler.emit('called', signal);
      return new Promise<never>(() => {});
    };
    const handle = createUnguardedNodeHandler(tree, { widgets: { ...handlers.widgets, get } }, { schemas });
    await using server = await listen((incoming, response) => void handle(incoming, response));
    const caller = new AbortController();
    const sent = fetch(`${server.url}/widgets/get?widget_id=w1`, { signal: caller.signal });
    const [signal] = (await called) as [AbortSignal];
    expect(signal.aborted).toBe(false);
    const aborted = once(signal, 'abort');
    caller.abort('gone');
    await expect(sent).rejects.toBe('gone');
    await aborted;
    expect(signal.aborted).toBe(true);
  });

  it('is not aborted after the response was sent', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const connection = new EventEmitter();
    const closed = once(connection, 'closed');
    const { handle } = handlerOf({
      authorize: ({ context }: { context: { signal?: AbortSignal } }) => {
        signals.push(context.signal);
        return true;
      },
    });
    await using server = await listen((incoming, response) => {
      response.once('close', () => connection.emit('closed'));
      void handle(incoming, response);
    });
    await (await fetch(`${server.url}/widgets/get?widget_id=w1`)).text();
    await closed;
    expect(signals).toEqual([expect.objectContaining({ aborted: false })]);
  });
});
