import { checkOptions } from '@org/seam-core/internal';
import { apiError, createWebhookReceiver, type WebhookReceiverOptions } from '@org/seam-server';
import {
  errorResponse,
  type ServerResponse,
  webhookReceiverRules,
  writeNodeResponse,
} from '@org/seam-server/internal';
import type { Request, RequestHandler, Response } from 'express';
import { rawBodyOf } from './raw-body.ts';

/** The options of `createWebhookReceiver`. */
export type SeamWebhookOptions = WebhookReceiverOptions;

/** The receiver as Express middleware. */
export interface SeamWebhook extends RequestHandler {
  /**
   * Shuts down: rejects new and waiting deliveries with 503, and resolves when all running handlers are done, or their
   * lease has expired. Call it before `server.close()`.
   */
  drain(): Promise<void>;
}

/** All headers. A header that was sent several times is a list: Node would join the values, or drop all but one. */
const headersOf = ({ headers, headersDistinct }: Request): Record<string, string | string[] | undefined> => ({
  ...headers,
  ...Object.fromEntries(
    Object.entries(headersDistinct ?? {}).filter(([, values]) => (values?.length ?? 0) > 1),
  ),
});

const write = (req: Request, res: Response, response: Omit<ServerResponse, 'value'>): void =>
  writeNodeResponse(req, res, { ...response, value: undefined });

/**
 * Creates middleware that receives Seam's webhooks. It verifies signature, body and time of each delivery, processes each
 * event once, and responds with an error when a handler fails, so that Seam retries. Mount it before `express.json()`;
 * behind a parser it needs `keepRawBody`, and otherwise responds with 500 and reports the problem to `onError`.
 *
 * @example
 * app.use('/webhooks/seam', createSeamWebhook({
 *   secrets: process.env.SEAM_WEBHOOK_SECRET ?? '',
 *   handlers: { 'acs_user.deleted': async ({ acs_user_id }) => forget(acs_user_id) },
 * }));
 *
 * @throws SeamConfigError when a secret is missing, short or not base64, or another option is unknown or invalid
 */
export const createSeamWebhook = (options: SeamWebhookOptions): SeamWebhook => {
  checkOptions('createSeamWebhook', options, webhookReceiverRules);
  const receive = createWebhookReceiver(options);

  const respond = async (req: Request, res: Response): Promise<void> => {
    if (req.method === 'POST')
      write(req, res, await receive({ headers: headersOf(req), body: () => rawBodyOf(req) }));
    else {
      res.setHeader('allow', 'POST');
      write(req, res, errorResponse(apiError('method_not_allowed'), crypto.randomUUID()));
    }
  };

  const handle: RequestHandler = (req, res) => {
    respond(req, res).catch(() => res.destroy());
  };
  return Object.assign(handle, { drain: () => receive.drain() });
};
