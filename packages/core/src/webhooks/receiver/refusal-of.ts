import { isSeamError } from '../../errors/is-seam-error.ts';
import type { SeamApiError } from '../../errors/seam-api-error.ts';
import { apiError } from '../../server/api-error.ts';
import type { ErrorType } from '../../server/error-types.ts';
import type { WebhookErrorReason } from '../seam-webhook-error.ts';

const types: { readonly [K in WebhookErrorReason]: ErrorType } = {
  too_large: 'payload_too_large',
  headers: 'webhook_headers_invalid',
  signature: 'webhook_signature_invalid',
  timestamp: 'webhook_timestamp_out_of_tolerance',
  payload: 'webhook_payload_invalid',
};

/** What is answered to a delivery that could not be acted on. */
export const refusalOf = (error: unknown): SeamApiError => {
  if (isSeamError(error, 'SeamApiError')) return error;
  if (isSeamError(error, 'SeamWebhookError')) return apiError(types[error.reason], { cause: error });
  if (isSeamError(error, 'SeamConfigError')) return apiError('webhook_misconfigured', { cause: error });
  return apiError('internal_server_error', { cause: error });
};
