import { SeamConfigError } from '@org/seam-core';
import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import { webhookBodyLimit } from '@org/seam-core/webhooks';
import {
  apiError,
  createWebhookReceiver,
  type WebhookBodyReading,
  type WebhookReceiverOptions,
} from '@org/seam-server';
import {
  errorResponse,
  type ServerResponse,
  webhookReceiverRules,
  writeNodeAnswer,
} from '@org/seam-server/internal';
import type { Request, RequestHandler, Response } from 'express';
import { keepRawBodyAdvice, readRawBody } from './raw-body.ts';
import { onMount } from './router.ts';

/** A middleware as Express keeps it: only what is looked at. */
interface Layer {
  readonly name?: unknown;
  match?(path: string): unknown;
}

const layersOf = (app: object): readonly Layer[] => {
  // Express 4 throws when it is asked for `router`, and 5 has no `_router`.
  const router: unknown = Reflect.get(app, '_router') ?? Reflect.get(app, 'router');
  const stack: unknown = Reflect.get(Object(router), 'stack');
  return Array.isArray(stack) ? stack : [];
};

/** Whether a JSON parser is mounted in an app where it gets what comes to this path. */
const isParserBefore = (app: object, path: string): boolean =>
  layersOf(app).some((layer) => layer.name === 'jsonParser' && Boolean(layer.match?.(path)));

export interface SeamWebhookOptions extends WebhookReceiverOptions {
  /**
   * Says that a JSON parser is mounted before on purpose: it has `limit: '256kb'` and
   * `verify: keepRawBody`, or leaves Seam's deliveries alone.
   * Otherwise `app.use` refuses to mount this behind one.
   * @default false
   */
  readonly behindParser?: boolean | undefined;
}

/** The receiver as middleware, and the way to stop it. */
export interface SeamWebhook extends RequestHandler {
  /**
   * Lets no more deliveries in (503), sends away what waits for its turn, and resolves when the functions that go on are
   * over, also those for which Seam was told to come again. It takes no longer than the lease. Call it before
   * `server.close()` when the process is told to stop.
   */
  drain(): Promise<void>;
}

const optionRules: OptionRules<SeamWebhookOptions> = {
  ...webhookReceiverRules,
  behindParser: rules.type('boolean'),
};

const refuseBehindParser = (app: object, path: unknown): void => {
  for (const each of [path].flat(Infinity))
    if (typeof each === 'string' && isParserBefore(app, each))
      throw new SeamConfigError(
        `createSeamWebhook is mounted at ${each} behind express.json(), which takes the bytes that are signed. Mount it before ` +
          `that, or keep them with ${keepRawBodyAdvice} and pass createSeamWebhook({ behindParser: true }).`,
      );
};

/** Each header as it came: once, or a list when it came more than once, which node would join or pass over. */
const headersOf = ({ headers, headersDistinct }: Request): Record<string, string | string[] | undefined> => ({
  ...headers,
  ...Object.fromEntries(
    Object.entries(headersDistinct ?? {}).filter(([, values]) => (values?.length ?? 0) > 1),
  ),
});

const write = (req: Request, res: Response, answer: Omit<ServerResponse, 'value'>): void =>
  writeNodeAnswer(req, res, { ...answer, value: undefined });

/**
 * Receives Seam's webhooks: makes sure that they are Seam's, whole and fresh, acts on each once, and tells Seam to come again
 * when acting on it fails. Mount it before `express.json()`; behind that it needs `keepRawBody`.
 *
 * @example
 * app.use('/webhooks/seam', createSeamWebhook({
 *   secrets: process.env.SEAM_WEBHOOK_SECRET ?? '',
 *   on: { 'acs_user.deleted': async ({ acs_user_id }) => forget(acs_user_id) },
 * }));
 *
 * @throws SeamConfigError when a secret is missing, short or not base64, or another option is unknown or not valid; from `app.use`,
 *   when a parser before it would take the bodies. One that cannot be seen then, as around a router that this is in, shows
 *   with the first delivery: it is answered 500, and `onError` is told.
 */
export const createSeamWebhook = (options: SeamWebhookOptions): SeamWebhook => {
  checkOptions('createSeamWebhook', options, optionRules);
  const { behindParser = false, ...receiverOptions } = options;
  const receive = createWebhookReceiver(receiverOptions);

  const answer = async (req: Request, res: Response): Promise<void> => {
    if (req.method === 'POST') {
      const body = ({ hold }: WebhookBodyReading) => readRawBody(req, webhookBodyLimit, hold);
      write(req, res, await receive({ headers: headersOf(req), body }));
    } else {
      res.setHeader('allow', 'POST');
      write(req, res, errorResponse(apiError('method_not_allowed'), crypto.randomUUID()));
    }
  };

  const handle: RequestHandler = (req, res) => {
    answer(req, res).catch(() => res.destroy());
  };
  const mounted = behindParser ? handle : onMount(handle, refuseBehindParser);
  return Object.assign(mounted, { drain: () => receive.drain() });
};
