/** The mount path of the measured routes. */
export const mount = '/api/seam';

/** The path of the webhook receiver. */
export const webhookMount = '/webhooks/seam';

const device_id = '7d4a5b1c-8e2f-4c3d-9a6b-0f1e2d3c4b5a';

export const paths = {
  read: '/user_identities/get',
  change: '/user_identities/grant_access_to_device',
} as const;

/** The calls by name, and their expected result. */
export type Call =
  | 'read'
  | 'change'
  | 'unknown path'
  | 'bad parameters'
  | 'cross-site'
  | 'denied'
  | 'nested deeply'
  | 'many names'
  | 'long names';

interface Shape {
  readonly path: string;
  /** The JSON body without the id of the identity; a call without it is a GET. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
}

const change = { path: paths.change, body: { device_id }, status: 200 };

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

const named = (count: number, name: string): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [name + index, 1]));

const shapes: Record<Call, Shape> = {
  read: { path: paths.read, status: 200 },
  change,
  'unknown path': { ...change, path: '/user_identities/nope', status: 404 },
  'bad parameters': { ...change, body: { device_id: 1 }, status: 400 },
  'cross-site': { ...change, headers: { 'sec-fetch-site': 'cross-site' }, status: 403 },
  denied: { ...change, headers: { 'x-role': 'guest' }, status: 403 },
  // As long as the limit of a body.
  'nested deeply': { ...change, body: { device_id: nested(2500) }, status: 400 },
  'many names': { ...change, body: named(1500, 'a'), status: 400 },
  'long names': { ...change, body: named(15, '\\"'.repeat(250)), status: 400 },
};

/** The bytes of a request, and the expected statuses. */
export interface WireCall {
  /**
   * Each request has another identity, because changes of the same one are serialized, and another idempotency key, because
   * the response to the same one is stored.
   */
  readonly next: () => string;
  readonly statuses: readonly number[];
}

let sent = 0;

/** A request as a browser sends it from a page of the same site. */
export const wireCall = (name: Call): WireCall => {
  const { path, body, headers, status } = shapes[name];
  const lines = Object.entries({
    host: 'console.example.com',
    origin: 'https://console.example.com',
    'sec-fetch-site': 'same-origin',
    'x-role': 'manager',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  })
    .map(([header, value]) => `${header}: ${value}\r\n`)
    .join('');
  const next = (): string => {
    sent += 1;
    const user_identity_id = `2f4e6f0a-3c1b-4a62-9d1e-${String(sent).padStart(12, '0')}`;
    const end = `${lines}idempotency-key: key${sent}\r\n`;
    if (body === undefined)
      return `GET ${mount}${path}?user_identity_id=${user_identity_id} HTTP/1.1\r\n${end}\r\n`;
    const text = JSON.stringify({ user_identity_id, ...body });
    return `POST ${mount}${path} HTTP/1.1\r\n${end}content-length: ${text.length}\r\n\r\n${text}`;
  };
  return { next, statuses: [status] };
};

/** Cycles through the calls. */
export const mixedCall = (names: readonly Call[]): WireCall => {
  const calls = names.map(wireCall);
  let turn = 0;
  return {
    next: () => {
      turn += 1;
      return calls[turn % calls.length]?.next() ?? '';
    },
    statuses: calls.flatMap(({ statuses }) => statuses),
  };
};
