import { apiError, errorAnswer, writeNodeAnswer, type ErrorType } from '@org/seam-core/server';
import {
  createWebhookReceiver,
  webhookBodyLimit,
  type WebhookReceiverOptions,
} from '@org/seam-core/webhooks';
import type { Request, RequestHandler, Response } from 'express';
import { readRawBody } from './read-raw-body.ts';

export interface SeamWebhookOptions extends WebhookReceiverOptions {
  /**
   * Hears, once, that a parser took the body before this could read it: nothing can be verified then.
   * @default console.error
   */
  readonly onMisconfigured?: ((message: string) => void) | undefined;
}

const advice =
  'createSeamWebhook got a body that was parsed before: a signature is over the bytes. Mount it before express.json(), or ' +
  'let that keep them: express.json({ verify: keepRawBody }).';

const logError = (message: string): void => {
  // eslint-disable-next-line no-console -- silence would cost deliveries
  console.error(message);
};

const refuse = (req: Request, res: Response, type: ErrorType): void =>
  writeNodeAnswer(req, res, errorAnswer(apiError(type), crypto.randomUUID()));

/** Each header as it came: once, or a list when it came more than once. Node itself would join those. */
const headersOf = ({ headersDistinct }: Request): Record<string, string | string[] | undefined> =>
  Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values]) => [
      name,
      values?.length === 1 ? values[0] : values,
    ]),
  );

/**
 * Receives Seam's webhooks, wherever it is mounted: makes sure that they are Seam's, whole and fresh, acts on each once, and
 * tells Seam to come again when acting on it fails.
 *
 * @example
 * app.use('/webhooks/seam', createSeamWebhook({
 *   secrets: process.env.SEAM_WEBHOOK_SECRET ?? '',
 *   on: { 'acs_user.deleted': async ({ acs_user_id }) => forget(acs_user_id) },
 * }));
 *
 * @throws SeamConfigError when a secret is missing, short or not base64
 */
export const createSeamWebhook = (options: SeamWebhookOptions): RequestHandler => {
  const receive = createWebhookReceiver(options);
  const { onMisconfigured = logError } = options;
  let wasTold = false;

  const answer = async (req: Request, res: Response): Promise<void> => {
    if (req.method !== 'POST') {
      res.setHeader('allow', 'POST');
      refuse(req, res, 'method_not_allowed');
      return;
    }
    if (req.headers['content-encoding'] !== undefined) {
      refuse(req, res, 'unsupported_media_type');
      return;
    }
    const body = await readRawBody(req, webhookBodyLimit);
    if (body === 'gone') {
      if (!wasTold) onMisconfigured(advice);
      wasTold = true;
      refuse(req, res, 'webhook_misconfigured');
    } else if (body === 'too_large') refuse(req, res, 'payload_too_large');
    else {
      writeNodeAnswer(req, res, { ...(await receive({ headers: headersOf(req), body })), value: undefined });
    }
  };

  return (req, res) => {
    // Who has gone away before the end of the body is not answered; who goes away later changes nothing.
    answer(req, res).catch(() => res.destroy());
  };
};
