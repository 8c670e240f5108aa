import type { AnyEndpoint } from '@org/seam-core';
import { type ErrorType, errorTypes } from '../http/error-types.ts';
import { callerErrorTypes } from '../router/upstream-error.ts';
import type { OpenApiResponse } from './types.ts';

type Status = (typeof errorTypes)[ErrorType][0];

/** Descriptions of the statuses. `false`: requests that conform to the document never receive it. */
const meanings: Readonly<Record<Status, string | false>> = {
  400: 'The parameters are invalid, or Seam rejected them.',
  401: 'Authentication required.',
  403: 'Permission denied.',
  404: 'The resource does not exist, or the caller may not see it.',
  405: false,
  408: 'The request body was not received in time.',
  409: 'The request conflicts with an existing resource.',
  413: 'The body is too large.',
  414: 'The query string is too long.',
  415: 'The body is not sent as JSON.',
  422: 'The idempotency key was already used for another request.',
  429: 'Rate limit exceeded. Retry after the seconds in `retry-after`.',
  500: 'Internal server error.',
  502: 'Seam returned an error. `data.outcome` says whether the change may have been applied.',
  503: 'This server or Seam is overloaded or unavailable. Retry later.',
  504: 'Seam did not respond in time. `data.outcome` says whether the change may have been applied.',
};

const ours: Partial<Record<Status, readonly ErrorType[]>> = callerErrorTypes;

const isOfReceiver = (type: string): boolean => type.startsWith('webhook_') && type !== 'webhook_not_found';

const typesOf = (status: Status): readonly ErrorType[] =>
  ours[status] ??
  (Object.keys(errorTypes) as ErrorType[]).filter(
    (type) => errorTypes[type][0] === status && !isOfReceiver(type),
  );

const nameOf = (status: Status): string => `Error${status}`;

const statuses = (Object.keys(meanings).map(Number) as Status[]).filter((status) => meanings[status]);

const errorResponseOf = (status: Status): OpenApiResponse => ({
  description: meanings[status] || '',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: {
          ok: { const: false },
          error: {
            type: 'object',
            properties: {
              type: { type: 'string', enum: typesOf(status) },
              message: { type: 'string' },
              request_id: { type: 'string' },
              data: {},
              ...(status === 400 ? { validation_errors: { type: 'object' } } : {}),
            },
            required: ['type', 'message', 'request_id'],
          },
        },
        required: ['ok', 'error'],
      },
    },
  },
});

/** The error responses, for `components.responses`. */
export const errorResponses = (): Record<string, OpenApiResponse> =>
  Object.fromEntries(statuses.map((status) => [nameOf(status), errorResponseOf(status)]));

/** How parameters are sent, which determines the possible errors. */
interface Sent {
  readonly inBody: boolean;
}

const canOccur = (status: Status, { replay }: AnyEndpoint, { inBody }: Sent): boolean => {
  if (status === 408 || status === 413 || status === 415) return inBody;
  if (status === 414) return !inBody;
  return status !== 422 || replay !== 'safe';
};

/** References to the error responses of an endpoint. */
export const errorResponsesOf = (
  endpoint: AnyEndpoint,
  sent: Sent,
): Record<string, { readonly $ref: string }> =>
  Object.fromEntries(
    statuses
      .filter((status) => canOccur(status, endpoint, sent))
      .map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
  );
