import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { foreignBytes } from '../../../core/src/shared/realms.test-helper.ts';
import { createHandlers, createNodeFixture, schemas, toJson, tree } from '../../test/adapters.test-helper.ts';
import { listen } from '../../test/listen.test-helper.ts';
import { createUnguardedNodeHandler } from './node.ts';

describe('the body', () => {
  it('accepts a body that middleware has parsed', async () => {
    const { handle, calls } = createNodeFixture();
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
    const { handle, calls } = createNodeFixture();
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
      const { handle, calls } = createNodeFixture();
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
    const { handle, calls } = createNodeFixture();
    await using server = await listen((incoming, response) => {
      incoming.setEncoding('utf8');
      void handle(incoming, response);
    });
    const response = await fetch(`${server.url}/widgets/rename`, { ...toJson, body: '{"widget_id":"wä"}' });
    expect(response.status).toBe(200);
    expect(calls).toEqual([{ widget_id: 'wä' }]);
  });

  it('R15: rejects bytes that middleware kept when they are not valid UTF-8', async () => {
    const { handle, calls } = createNodeFixture();
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
    const { handle } = createNodeFixture({
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
