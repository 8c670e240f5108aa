import { expect, it, vi } from 'vitest';
import { delivery, event, seconds, secret } from '../../../core/src/webhooks/deliveries.test-helper.ts';
import { createWebhookReceiver } from './create-receiver.ts';
import { createWebhookFetchHandler } from './fetch-handler.ts';

const url = 'https://example.com/hook';

const start = () => {
  const handled: string[] = [];
  const receiver = createWebhookReceiver({
    secrets: secret,
    now: () => seconds * 1000,
    fallback: ({ event_type }) => void handled.push(event_type),
  });
  return { handled, respond: createWebhookFetchHandler(receiver) };
};

it('responds to a web-standard request', async () => {
  const { handled, respond } = start();
  const response = await respond(new Request(url, { method: 'POST', ...delivery() }));
  expect([response.status, await response.text()]).toEqual([204, '']);
  expect(handled).toEqual([event.event_type]);
});

it.each([
  ['W38', { method: 'PUT', ...delivery() }, 405],
  ['W20', { method: 'POST', body: 'x', headers: { 'content-encoding': 'gzip' } }, 415],
  ['W19', { method: 'POST', ...delivery(), body: 'x'.repeat(262_145) }, 413],
  ['W01', { method: 'POST', body: '{}' }, 400],
])('%s responds with an error', async (_id, init, status) => {
  const { handled, respond } = start();
  const response = await respond(new Request(url, init));
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ ok: false });
  expect(handled).toEqual([]);
});

it('W16 rejects a delivery without a body as changed', async () => {
  const { handled, respond } = start();
  const { headers } = delivery();
  const response = await respond(new Request(url, { method: 'POST', headers }));
  expect(await response.json()).toMatchObject({ error: { type: 'webhook_signature_invalid' } });
  expect(handled).toEqual([]);
});

it('W19 stops reading an endless body at the size limit', async () => {
  const { handled, respond } = start();
  let read = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      read += 65_536;
      if (read > 100 * 65_536) controller.close();
      else controller.enqueue(new Uint8Array(65_536));
    },
  });
  const { headers } = delivery();
  const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
  const response = await respond(new Request(url, init));
  expect(response.status).toBe(413);
  expect(read).toBeLessThan(10 * 65_536);
  expect(handled).toEqual([]);
});

it('W38 responds with the allowed method', async () => {
  const response = await start().respond(new Request(url));
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
});

it('W14 returns 500 when the body was consumed, and reports it once', async () => {
  const onError = vi.fn();
  const respond = createWebhookFetchHandler(
    createWebhookReceiver({ secrets: secret, onError, fallback: () => {} }),
  );
  for (let times = 0; times < 2; times += 1) {
    const request = new Request(url, { method: 'POST', ...delivery() });
    await request.json();
    expect((await respond(request)).status).toBe(500);
  }
  expect(onError.mock.calls).toEqual([
    [expect.objectContaining({ message: expect.stringContaining('clone') }), undefined],
  ]);
});

it('W14 returns 500 when the body is locked, and reports it', async () => {
  const onError = vi.fn();
  const respond = createWebhookFetchHandler(
    createWebhookReceiver({ secrets: secret, onError, fallback: () => {} }),
  );
  const request = new Request(url, { method: 'POST', ...delivery() });
  request.body?.getReader();
  const response = await respond(request);
  expect([response.status, await response.json()]).toMatchObject([
    500,
    { error: { type: 'webhook_misconfigured' } },
  ]);
  expect(onError.mock.calls).toEqual([
    [expect.objectContaining({ message: expect.stringContaining('is being read') }), undefined],
  ]);
});

it('returns 503 once it drains', async () => {
  const { handled, respond } = start();
  await respond.drain();
  const response = await respond(new Request(url, { method: 'POST', ...delivery() }));
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await response.json()).toMatchObject({ error: { type: 'shutting_down' } });
  expect(handled).toEqual([]);
});
