import { endpoint } from '@org/seam-core';
import { paramsSchema, withPagination } from '@org/seam-core/internal';
import * as v from 'valibot';
import { createUnguardedRequestHandler } from '../src/adapters/fetch.ts';
import { createUnguardedNodeHandler, type NodeHandler } from '../src/adapters/node.ts';
import { apiError } from '../src/http/api-error.ts';
import type { UnguardedHandlerOptions } from '../src/router/unguarded.ts';
import { listen } from './listen.test-helper.ts';

interface Widget {
  widget_id: string;
  seen?: unknown;
}

interface ListParams {
  limit?: number | undefined;
  is_new?: boolean | undefined;
  ids?: string[] | undefined;
  cursor?: string | null | undefined;
  has?: Record<string, string> | undefined;
}

const widgets = {
  list: endpoint<ListParams, Widget[]>('GET', '/widgets/list', {
    returns: 'widgets',
    as: 'page',
    aliases: ['gadgets'],
  }),
  get: endpoint<{ widget_id: string }, Widget>('GET', '/widgets/get', {
    returns: 'widget',
    required: { widget_id: true },
  }),
  delete: endpoint<{ widget_id: string }, void>('DELETE', '/widgets/delete', {
    replay: 'idempotent',
    required: { widget_id: true },
  }),
  rename: endpoint<{ widget_id: string; name?: string | undefined }, void>('POST', '/widgets/rename', {
    replay: 'idempotent',
    required: { widget_id: true },
  }),
};

const widget_id = v.string();

/** A contract of four endpoints, for tests of the adapters. */
export const tree = { widgets };

export const schemas = {
  widgets: {
    list: paramsSchema(widgets.list, {
      limit: v.number(),
      is_new: v.boolean(),
      ids: v.array(v.string()),
      cursor: v.nullable(v.string()),
      has: v.record(v.string(), v.string()),
    }),
    get: paramsSchema(widgets.get, { widget_id }),
    delete: paramsSchema(widgets.delete, { widget_id }),
    rename: paramsSchema(widgets.rename, { widget_id, name: v.string() }),
  },
};

const pagination = { has_next_page: true, next_page_cursor: 'c2', next_page_url: null };

const circle: Widget = { widget_id: 'w1' };
circle.seen = circle;

/** Handlers that record their parameters. */
export const createHandlers = () => {
  const calls: unknown[] = [];
  const keep = (params: unknown) => {
    calls.push(params);
    return params;
  };
  const handlers = {
    widgets: {
      list: (params: ListParams) => withPagination([{ widget_id: 'w1', seen: keep(params) }], pagination),
      get: (params: { widget_id: string }) => {
        keep(params);
        if (params.widget_id === 'gone') throw apiError('not_found', { data: params });
        if (params.widget_id === 'busy') throw apiError('upstream_rate_limited', { retryAfterMs: 1500 });
        if (params.widget_id === 'broken') throw new Error('the password is hunter2');
        if (params.widget_id === 'bigint') return { widget_id: 'w1', seen: 1n };
        if (params.widget_id === 'circle') return circle;
        return params.widget_id === 'nothing' ? (undefined as never) : { widget_id: params.widget_id };
      },
      delete: (params: object) => void keep(params),
      rename: (params: object) => void keep(params),
    },
  };
  return { calls, handlers };
};

/** An unguarded handler for Node over `createHandlers`. */
export const createNodeFixture = (options = {}): { handle: NodeHandler; calls: unknown[] } => {
  const { handlers, calls } = createHandlers();
  return { handle: createUnguardedNodeHandler(tree, handlers, { schemas, ...options }), calls };
};

type Options = UnguardedHandlerOptions;
type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** The two adapters, each with a function that sends requests to it. */
export const adapters: Record<
  string,
  (options?: Options) => Promise<{ send: Send; calls: unknown[] } & AsyncDisposable>
> = {
  createUnguardedRequestHandler: async (options = {}) => {
    const { calls, handlers } = createHandlers();
    const handle = createUnguardedRequestHandler(tree, handlers, { schemas, ...options });
    const send: Send = async (path, init) => {
      const response = await handle(new Request(`http://localhost${path}`, init));
      return response ?? new Response('not handled', { status: 404 });
    };
    return { send, calls, [Symbol.asyncDispose]: async () => {} };
  },

  createUnguardedNodeHandler: async (options = {}) => {
    const { calls, handle } = createNodeFixture(options);
    const server = await listen((request, response) => void handle(request, response));
    return {
      send: (path, init) => fetch(`${server.url}${path}`, init),
      calls,
      [Symbol.asyncDispose]: server[Symbol.asyncDispose],
    };
  },
};

/** What `fetch` and `request` of Node need to send JSON. */
export const toJson = { method: 'POST', headers: { 'content-type': 'application/json' } };

/** A POST with a JSON body. */
export const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
