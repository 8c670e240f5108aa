import type { RequestHandler } from 'express';
import { describe, expect, it, vi } from 'vitest';
import { event, secret, signed, serveReceiver } from '../../../tests/attack-matrix/webhooks.test-helper.ts';
import { keepRawBody } from './raw-body.ts';
import { expressVersions } from './serve.test-helper.ts';
import { createSeamWebhook } from './webhook.ts';

describe.each(expressVersions)('on %s', (_, express) => {
  const webhook = () => createSeamWebhook({ secrets: secret, fallback: () => {} });

  it.each(['an app', 'a router'])(
    'W14 returns 500 in %s behind a parser, and reports it once',
    async (where) => {
      const { served, send, errors, outcomes } = await serveReceiver(express, {}, (app) => {
        app.use(express.json());
        if (where === 'an app') return undefined;
        const router = express.Router();
        app.use(router);
        return router;
      });
      await using _served = served;
      expect(await send(signed())).toMatchObject({ status: 500, type: 'webhook_misconfigured' });
      expect(await send(signed())).toMatchObject({ status: 500 });
      expect(errors).toMatchObject([
        { error: { message: expect.stringContaining("{ limit: '256kb', verify: keepRawBody }") } },
      ]);
      expect(outcomes).toMatchObject([{ result: 'webhook_misconfigured', id: 'msg_1' }, { status: 500 }]);
    },
  );

  it('W14 returns 500 when the host consumed the body', async () => {
    const takeAll: RequestHandler = (req, _res, next) => {
      req.on('end', () => next()).resume();
    };
    const { served, send } = await serveReceiver(express, {}, (app) => void app.use(takeAll));
    await using _served = served;
    expect(await send(signed())).toMatchObject({ status: 500, type: 'webhook_misconfigured' });
  });

  it.each([
    ['before all parsers', () => {}],
    ['behind a parser that keeps them', () => express.json({ verify: keepRawBody })],
    ['behind a raw parser', () => express.raw({ type: '*/*' })],
  ] as const)('W14 receives the bytes %s', async (_where, parser) => {
    const { served, send, handled } = await serveReceiver(express, {}, (app) => {
      const middleware = parser();
      if (middleware) app.use(middleware);
    });
    await using _served = served;
    expect((await send(signed())).status).toBe(204);
    expect(handled).toHaveLength(1);
  });

  it('W19 accepts deliveries up to the size limit behind the documented parser', async () => {
    const { served, send, handled } = await serveReceiver(express, {}, (app) => {
      app.use(express.json({ limit: '256kb', verify: keepRawBody }));
    });
    await using _served = served;
    for (const [number, length] of [150_000, 261_000].entries())
      expect(
        (await send(signed({ ...event(number), note: 'x'.repeat(length) }, { id: `msg_${number}` }))).status,
      ).toBe(204);
    expect(handled).toHaveLength(2);
  });

  it('W14 returns 500 for a chunked body behind a parser that kept no bytes', async () => {
    const { served, send } = await serveReceiver(express, {}, (app) => {
      app.use(express.json());
    });
    await using _served = served;
    const { body, ...init } = signed();
    const chunks = new Blob([body]).stream();
    expect(await send({ ...init, body: chunks, duplex: 'half' } as RequestInit)).toMatchObject({
      status: 500,
      type: 'webhook_misconfigured',
    });
  });

  it('W19 accepts a delivery of exactly the size limit, and none longer', async () => {
    const { served, send } = await serveReceiver(express);
    await using _served = served;
    const { served: behind, send: sendBehind } = await serveReceiver(express, {}, (app) => {
      app.use(express.json({ limit: '1mb', verify: keepRawBody }));
    });
    await using _behind = behind;
    const frame = signed({ ...event(), note: '' }).body.length;
    for (const [length, status] of [
      [262_144, 204],
      [262_145, 413],
    ] as const) {
      const long = signed({ ...event(), note: 'x'.repeat(length - frame) });
      expect(long.body).toHaveLength(length);
      const { body, ...init } = long;
      const streamed = { ...init, body: new Blob([body]).stream(), duplex: 'half' } as RequestInit;
      expect((await send(streamed)).status).toBe(status);
      expect((await sendBehind(long)).status).toBe(status);
    }
  });

  it('closes the connection when the response cannot be written', async () => {
    const breaking: RequestHandler = (_req, res, next) => {
      res.writeHead = () => {
        throw new Error('broken');
      };
      next();
    };
    const { served, send } = await serveReceiver(express, {}, (app) => void app.use(breaking));
    await using _served = served;
    await expect(send(signed())).rejects.toThrow('fetch failed');
  });

  it('responds with 503 while it drains', async () => {
    let finish = () => {};
    const slow = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const { served, send, webhook, outcomes } = await serveReceiver(express, {
      handlers: { 'acs_user.deleted': slow },
      handlerTimeout: 1,
    });
    await using _served = served;
    expect(await send(signed())).toMatchObject({ status: 503, type: 'webhook_handler_timeout' });
    const onDrained = vi.fn();
    const drained = webhook.drain().then(onDrained);
    expect(await send(signed(event(2), { id: 'msg_2' }))).toEqual({
      status: 503,
      type: 'shutting_down',
      retryAfter: '5',
    });
    expect(outcomes.at(-1)).toMatchObject({ result: 'shutting_down', id: 'msg_2' });
    expect(onDrained).not.toHaveBeenCalled();
    finish();
    await drained;
    expect(slow).toHaveBeenCalledOnce();
  });

  it.each(['post', 'all'] as const)('also works with app.%s', async (verb) => {
    const app = express();
    app[verb]('/hook', webhook());
    const { served, send } = await serveReceiver(express, {}, (parent) => void parent.use(app));
    await using _served = served;
    expect((await send({ method: 'POST' })).status).toBe(400);
  });

  it('does not handle other paths of the app', async () => {
    const { served } = await serveReceiver(express, {}, () => {});
    await using _served = served;
    expect((await served.send('/other')).status).toBe(404);
  });

  it.each([{}, undefined])('reads the headers of a host that emulates Node’s server: %j', async (value) => {
    const forget: RequestHandler = (req, _res, next) => {
      Object.defineProperty(req, 'headersDistinct', { value });
      next();
    };
    const { served, send } = await serveReceiver(express, {}, (app) => void app.use(forget));
    await using _served = served;
    expect((await send(signed())).status).toBe(204);
  });
});
