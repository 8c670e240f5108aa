import { endpoint, type NoParams } from '@org/seam-core';
import { withPagination } from '@org/seam-core/internal';
import { describe, expect, it } from 'vitest';
import { apiError } from './api-error.ts';
import { errorResponse, successResponse, withAliases } from './response.ts';

const page = endpoint<NoParams, object[]>('GET', '/widgets/list', { returns: 'widgets', as: 'page' });
const list = endpoint<NoParams, object[]>('GET', '/widgets/list', {
  returns: 'widgets',
  as: 'list',
  aliases: ['gadgets', 'gizmos'],
});
const nothing = endpoint<NoParams, void>('POST', '/widgets/clear', { replay: 'never' });

describe('successResponse', () => {
  it('contains a list under each of its names, without pagination', () => {
    const widgets = [{ id: 1 }];
    expect(successResponse(list, widgets, 'id1').value).toEqual({
      widgets,
      gadgets: widgets,
      gizmos: widgets,
      ok: true,
    });
  });

  it('contains the values that the handler set for aliases', () => {
    const gizmos = [{ id: 2 }];
    expect(successResponse(list, withAliases([], { gizmos, secret: {} }), 'id1').value).toEqual({
      widgets: [],
      gadgets: [],
      gizmos,
      ok: true,
    });
  });

  it('describes a list without pagination as the only page', () => {
    expect(successResponse(page, [], 'id1').value).toEqual({
      widgets: [],
      pagination: { has_next_page: false, next_page_cursor: null, next_page_url: null },
      ok: true,
    });
  });

  it('contains the pagination of the result', () => {
    const pagination = { has_next_page: true, next_page_cursor: 'c2', next_page_url: null };
    expect(successResponse(page, withPagination([], pagination), 'id1').value).toMatchObject({ pagination });
  });

  it('omits the result of an endpoint that returns nothing', () => {
    expect(successResponse(nothing, { secret: 'hunter2' }, 'id1').value).toEqual({ ok: true });
  });

  it.each([undefined, null, 'text', 7, true])(
    'throws for %j where the endpoint returns a resource',
    (result) => {
      expect(() => successResponse(list, result, 'id1')).toThrow(
        'The handler of /widgets/list returned no widgets.',
      );
    },
  );

  it('has a JSON body, the request id, and headers against caching', () => {
    const { status, headers, value, body } = successResponse(list, [{ name: 'Tür' }], 'id1');
    expect(JSON.parse(body)).toEqual(value);
    expect([status, headers]).toEqual([
      200,
      {
        'seam-request-id': 'id1',
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
      },
    ]);
  });
});

describe('errorResponse', () => {
  it('contains the type, the message and the data', () => {
    expect(errorResponse(apiError('device_not_found', { data: { device_id: 'd1' } }), 'id1')).toMatchObject({
      status: 404,
      value: {
        error: {
          type: 'device_not_found',
          message: 'The device does not exist.',
          request_id: 'id1',
          data: { device_id: 'd1' },
        },
        ok: false,
      },
    });
  });

  it.each([new Error('hunter2'), new TypeError('hunter2'), 'hunter2', { statusCode: 404 }, null, undefined])(
    'contains no details of %s, which is not an API error',
    (thrown) => {
      expect(errorResponse(thrown, 'id1').value).toEqual({
        error: {
          type: 'internal_server_error',
          message: 'Internal server error.',
          request_id: 'id1',
        },
        ok: false,
      });
    },
  );

  it('contains no details that JSON cannot represent', () => {
    const circular: Record<string, unknown> = { outcome: 'unknown' };
    circular['self'] = circular;
    for (const details of [{ data: { id: 1n } }, { data: circular }, { validationErrors: { id: 1n } }])
      expect(errorResponse(apiError('invalid_input', details as never), 'id1')).toMatchObject({
        status: 500,
        value: { error: { type: 'internal_server_error', request_id: 'id1' } },
      });
  });

  it.each([
    [0, '0'],
    [1, '1'],
    [1000, '1'],
    [1001, '2'],
  ])('rounds a retry delay of %i milliseconds up to %s seconds', (retryAfterMs, seconds) => {
    const { headers } = errorResponse(apiError('upstream_rate_limited', { retryAfterMs }), 'id1');
    expect(headers['retry-after']).toBe(seconds);
  });

  it('has no retry delay by default', () => {
    expect(errorResponse(apiError('upstream_rate_limited'), 'id1').headers).not.toHaveProperty('retry-after');
  });

  it.each([Number.NaN, Infinity, -1500, 1e30])('has no retry delay for %d milliseconds', (retryAfterMs) => {
    const { headers } = errorResponse(apiError('upstream_rate_limited', { retryAfterMs }), 'id1');
    expect(headers).not.toHaveProperty('retry-after');
  });
});
