import type { AnyEndpoint } from '@org/seam-core';
import { type ErrorType, errorTypes } from '../http/error-types.ts';
import { callerErrorTypes } from '../router/upstream-error.ts';
import type { OpenApiResponse } from './types.ts';

type Status = (typeof errorTypes)[ErrorType][0];

/** Each status in words. `false` stands for one that no call which keeps to the document is answered with. */
const meanings: Readonly<Record<Status, string | false>> = {
  400: 'The parameters are refused, here or by Seam.',
  401: 'Who calls is not known.',
  403: 'The call is not allowed.',
  404: 'It does not exist, or not for who calls.',
  405: false,
  408: 'The request body was not received in time.',
  409: 'It conflicts with what there is.',
  413: 'The body is too long.',
  414: 'The query string is too long.',
  415: 'The body is not sent as JSON.',
  422: 'The idempotency key belongs to another call.',
  429: 'Called too often. `retry-after` says for how many seconds to wait.',
  500: 'This server failed.',
  501: false,
  502: 'Seam returned an error. `data.outcome` says whether a change may have been made all the same.',
  503: 'Too much is going on, here or at Seam.',
  504: 'Seam did not respond in time. `data.outcome` says whether a change may have been made all the same.',
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

const refusalOf = (status: Status): OpenApiResponse => ({
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

/** What every call may be refused with, to be referred to. */
export const refusals = (): Record<string, OpenApiResponse> =>
  Object.fromEntries(statuses.map((status) => [nameOf(status), refusalOf(status)]));

/** Where a call differs from others in what it may be refused with. */
interface Sent {
  readonly inBody: boolean;
}

const canMeet = (status: Status, { replay }: AnyEndpoint, { inBody }: Sent): boolean => {
  if (status === 408 || status === 413 || status === 415) return inBody;
  if (status === 414) return !inBody;
  return status !== 422 || replay !== 'safe';
};

/** References to the refusals that a call of an endpoint may meet. */
export const refusalsOf = (endpoint: AnyEndpoint, sent: Sent): Record<string, { readonly $ref: string }> =>
  Object.fromEntries(
    statuses
      .filter((status) => canMeet(status, endpoint, sent))
      .map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
  );
