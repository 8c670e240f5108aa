import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import type { IncomingMessage, Server, ServerResponse as NodeResponse } from 'node:http';
import { apiError } from '../http/api-error.ts';
import { errorResponse } from '../http/response.ts';
import { writeNodeAnswer } from './node.ts';

export interface HardenOptions {
  /**
   * How long a caller may take to send its headers, in milliseconds.
   * @default 10000
   */
  readonly headersTimeout?: number | undefined;
  /**
   * How long a caller may take to send a whole request, in milliseconds. Then it is answered 408. With 0 a body may take
   * as long as it likes; headers may not.
   * @default 30000
   */
  readonly requestTimeout?: number | undefined;
  /**
   * How long a connection may be idle between two requests, in milliseconds. Keep it above the one of a proxy before it.
   * @default 5000
   */
  readonly keepAliveTimeout?: number | undefined;
  /**
   * How often slow callers are looked for, in milliseconds.
   * @default 1000
   */
  readonly checkInterval?: number | undefined;
  /**
   * How many header lines a request may have.
   * @default 100
   */
  readonly maxHeaders?: number | undefined;
  /**
   * How many requests one connection may carry before it is closed; 0 for any number.
   * @default 1000
   */
  readonly maxRequestsPerSocket?: number | undefined;
  /**
   * The longest body, in bytes, that a caller who asks first (`Expect: 100-continue`) is told to send.
   * @default 1048576
   */
  readonly bodyLimit?: number | undefined;
}

const hardenRules: OptionRules<HardenOptions> = {
  headersTimeout: rules.milliseconds(),
  requestTimeout: rules.milliseconds(0),
  keepAliveTimeout: rules.milliseconds(),
  checkInterval: rules.milliseconds(),
  maxHeaders: rules.count(),
  maxRequestsPerSocket: rules.count(0),
  bodyLimit: rules.count(0),
};

/** `connectionsCheckingInterval` is a property too, which the types do not tell: it is read when the server listens. */
type CheckingServer = Server & { connectionsCheckingInterval?: number };

/**
 * Puts limits on what a slow or greedy caller can hold of a server. Node has most of them, but they are lenient: up to 90
 * seconds for headers that never end. Call it before `listen`.
 *
 * @example
 * const server = hardenServer(createServer(app));
 * server.listen(3000);
 *
 * @returns the same server
 * @throws SeamConfigError for an option that is unknown or out of range
 */
export const hardenServer = <TServer extends Server>(
  server: TServer,
  options: HardenOptions = {},
): TServer => {
  checkOptions('hardenServer', options, hardenRules);
  const { headersTimeout = 10_000, requestTimeout = 30_000, keepAliveTimeout = 5000 } = options;
  const { checkInterval = 1000, maxHeaders = 100, maxRequestsPerSocket = 1000 } = options;
  const { bodyLimit = 1_048_576 } = options;
  if (server.listening)
    throw new Error('Call hardenServer before the server listens: some limits are read then.');

  const limits: Partial<CheckingServer> = {
    headersTimeout: Math.min(headersTimeout, requestTimeout || Infinity),
    requestTimeout,
    keepAliveTimeout,
    maxHeadersCount: maxHeaders,
    maxRequestsPerSocket,
    connectionsCheckingInterval: checkInterval,
  };
  Object.assign(server, limits);
  server.on('checkContinue', (request: IncomingMessage, response: NodeResponse) => {
    if (Number(request.headers['content-length'] ?? 0) > bodyLimit) {
      writeNodeAnswer(request, response, errorResponse(apiError('payload_too_large'), crypto.randomUUID()));
      return;
    }
    response.writeContinue();
    server.emit('request', request, response);
  });
  return server;
};
