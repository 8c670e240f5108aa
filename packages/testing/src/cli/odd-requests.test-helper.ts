import { endpoints } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';
import type { Random } from '../fake/random.ts';

/** A request that no client would send. */
export interface OddRequest {
  readonly verb: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const documented: string[] = [];
mapEndpoints(endpoints, ({ path }) => documented.push(path));

const controlled = [
  '/journal',
  '/snapshot',
  '/reset',
  '/faults',
  '/clock',
  '/webhooks/flush',
  '/webhooks/deliveries',
  '/add/device',
  '/add/acs_user',
  '/add/access_grant',
  '/add/api_key',
  '/add/nothing',
  '',
  '/',
  '/nothing',
];
const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'QUERY', 'TRACE'];
const oddPaths = [
  '/',
  '//',
  '/%',
  '/%ff',
  '/__proto__',
  '/constructor',
  '/devices/list/',
  '/devices/../devices/list',
  '*',
];
const queries = [
  '',
  '',
  '',
  '?',
  '?a',
  '?device_id=%',
  '?device_id=a&device_id=b',
  `?search=${'x'.repeat(5_000)}`,
  '?limit=1e400',
];
const types = [
  'application/json',
  'application/json',
  'application/json',
  'text/plain',
  'application/json;charset=utf-16',
  '',
  ';',
];

export const deep = (open: string, close: string): string => open.repeat(50_000) + close.repeat(50_000);

/** Values that are rarely what is meant. */
const values: readonly string[] = [
  'null',
  'true',
  '0',
  '-1',
  '1e308',
  '1e400',
  '-1e308',
  '0.1',
  '9007199254740993',
  '""',
  '"x"',
  '[]',
  '{}',
  '[null]',
  '"garbage"',
  '"\\u0000"',
  '"\\ud800"',
  '"2026-02-30T00:00:00Z"',
  '"2026-01-02T00:00:00+01"',
  '"9999-12-31T23:59:59-23:00"',
  '"+275760-09-13T00:00:00.000Z"',
  '"__proto__"',
  '"00000006-0000-4000-8000-000000000001"',
  '{"__proto__":{"x":1}}',
  deep('[', ']'),
  deep('{"a":', '}').replace('{"a":}', '{"a":1}'),
  `"${'x'.repeat(5_000)}"`,
];

/** Names that routes, handlers and the control API read. */
const names = [
  'device_id',
  'user_identity_id',
  'acs_user_id',
  'acs_system_id',
  'acs_entrance_id',
  'access_code_id',
  'limit',
  'page_cursor',
  'search',
  'starts_at',
  'ends_at',
  'code',
  'name',
  'full_name',
  'custom_metadata',
  'url',
  'event_types',
  'advance_ms',
  'set',
  'target',
  'fault',
  'probability',
  'version',
  'now',
  'random',
  'ids',
  'jobs',
  'state',
  '__proto__',
  'constructor',
  'toString',
  'max_override_period_minutes',
  'auto_lock_delay_seconds',
  'since',
  'between',
  'requests',
  'access_schedule',
];

const texts = [
  '',
  ' ',
  '{',
  '[',
  '"',
  'null',
  'NaN',
  '{"a":1,"a":2}',
  '{"a":1}{}',
  '\uFEFF{}',
  'a=1',
  '\0',
  ']',
];

/** Makes odd requests from chance; the same ones for the same chance. */
export const oddRequests = (random: Random, apiKey: string) => {
  const one = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
  const object = (): string =>
    `{${Array.from({ length: random.below(5) }, () => `${JSON.stringify(one(names))}:${random.below(8) ? one(values) : object()}`).join(',')}}`;
  const body = (): string | undefined =>
    [
      () => undefined,
      () => one(texts),
      () => one(values),
      object,
      object,
      object,
      () => `[${object()},${object()}]`,
    ][random.below(7)]?.();

  const toApi = (): OddRequest => ({
    verb: one(verbs),
    path: (random.below(10) ? one(documented) : one(oddPaths)) + one(queries),
    headers: {
      ...(random.below(10)
        ? { authorization: `Bearer ${apiKey}` }
        : { authorization: one(['', 'Bearer', 'Basic ?', 'x']) }),
      'content-type': one(types),
      ...(random.below(20) ? {} : { host: one(['evil.example', '', 'localhost', '[', '127.0.0.1:x']) }),
      ...(random.below(20) ? {} : { 'seam-workspace': 'x', 'seam-client-session-token': 'x' }),
    },
    body: body(),
  });

  const toControl = (): OddRequest => ({
    verb: one(verbs.slice(0, 5)),
    path: `/_fake${one(controlled)}${one(queries)}`,
    headers: { 'content-type': one(types) },
    body: body(),
  });

  return { toApi, toControl, one };
};
