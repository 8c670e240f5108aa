import { checkOptions, type OptionRules, rules } from '@org/seam-core/internal';
import type { IncomingMessage, Server, ServerResponse as NodeResponse } from 'node:http';
import { apiError } from '../http/api-error.ts';
import { errorResponse } from '../http/response.ts';
import { writeNodeResponse } from './node-response.ts';

export interface HardenOptions {
  /**
   * Time to receive the headers, in milliseconds.
   * @default 10000
   */
  readonly headersTimeout?: number | undefined;
  /**
   * Time to receive a whole request, in milliseconds. Then the response is 408. 0 disables the limit for bodies, not for
   * headers.
   * @default 30000
   */
  readonly requestTimeout?: number | undefined;
  /**
   * Idle time of a connection between two requests, in milliseconds. Keep it above that of a proxy in front.
   * @default 5000
   */
  readonly keepAliveTimeout?: number | undefined;
  /**
   * Interval of the check for slow callers, in milliseconds.
   * @default 1000
   */
  readonly checkInterval?: number | undefined;
  /**
   * Maximum number of header lines of a request.
   * @default 100
   */
  readonly maxHeaders?: number | undefined;
  /**
   * Number of requests after which a connection is closed; 0 for no limit.
   * @default 1000
   */
  readonly maxRequestsPerSocket?: number | undefined;
  /**
   * Size limit for bodies announced with `Expect: 100-continue`, in bytes.
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

/** `connectionsCheckingInterval` is missing in the types. It is read when the server starts to listen. */
type CheckingServer = Server & { connectionsCheckingInterval?: number };

/**
 * Limits the resources that slow or malicious callers can occupy. Node's own defaults are lenient: up to 90 seconds for
 * incomplete headers. Call it before `listen`.
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
  if (server.listenerCount('checkContinue') > 0)
    throw new Error(
      'The server has a listener for checkContinue. With another one, a request with Expect: 100-continue would be ' +
        'processed twice. Call hardenServer once, and remove other listeners.',
    );

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
      writeNodeResponse(request, response, errorResponse(apiError('payload_too_large'), crypto.randomUUID()));
      return;
    }
    response.writeContinue();
    server.emit('request', request, response);
  });
  return server;
};
