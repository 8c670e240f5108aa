import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createNodeFixture, toJson } from '../../test/adapters.test-helper.ts';
import { listen } from '../../test/listen.test-helper.ts';

describe('on the wire', () => {
  it('counts the content length in bytes, not in characters', async () => {
    const { handle } = createNodeFixture();
    await using server = await listen((incoming, response) => void handle(incoming, response));
    const response = await fetch(`${server.url}/widgets/get?widget_id=${encodeURIComponent('Tür 🚪')}`);
    expect(await response.json()).toEqual({ widget: { widget_id: 'Tür 🚪' }, ok: true });
  });

  it('R18: closes the connection when the body was not read to its end', async () => {
    const { handle } = createNodeFixture();
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
    const { handle } = createNodeFixture();
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
    const { handle } = createNodeFixture();
    await using server = await listen((incoming, response) => void handle(incoming, response));
    const sent = request({ port: server.port, path: '/widgets/rename', ...toJson }).end('{"widget_id":"w1"}');
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    expect([response.statusCode, response.headers.connection]).toEqual([200, 'keep-alive']);
    response.resume();
  });
});
