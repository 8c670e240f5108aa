import { isError } from '@org/seam-core/internal';
import { BlockList, isIP } from 'node:net';

/** Handles a delivery in-process instead of a server. */
export type WebhookReceiver = (request: Request) => Response | Promise<Response>;

const timeoutMs = 15_000;

/** Sends a delivery over HTTP. */
export const byHttp: WebhookReceiver = (request) =>
  fetch(request, { signal: AbortSignal.timeout(timeoutMs) });

/** The addresses of this machine and of private networks. */
const nearby = new BlockList();
nearby.addSubnet('0.0.0.0', 8);
nearby.addSubnet('10.0.0.0', 8);
nearby.addSubnet('127.0.0.0', 8);
nearby.addSubnet('169.254.0.0', 16);
nearby.addSubnet('172.16.0.0', 12);
nearby.addSubnet('192.168.0.0', 16);
nearby.addAddress('::', 'ipv6');
nearby.addAddress('::1', 'ipv6');
nearby.addSubnet('fc00::', 7, 'ipv6');
nearby.addSubnet('fe80::', 10, 'ipv6');

/** Names that the internet does not have: without a dot, as those of containers, or with a suffix for private networks. */
const localName = /^[^.]+$|\.(?:localhost|local|internal|test|home\.arpa)$/i;

/** Whether a URL is on this machine or in a private network. */
const isNearby = (url: string): boolean => {
  const host = URL.parse(url)?.hostname.replaceAll(/^\[|\]$|\.$/g, '') ?? '';
  const version = isIP(host);
  return version === 0 ? localName.test(host) : nearby.check(host, version === 6 ? 'ipv6' : 'ipv4');
};

/** The same for every way to write a URL. */
export const normalizeUrl = (url: string): string => URL.parse(url)?.href ?? url;

/** Why a delivery without a receiver is not sent to a URL; `undefined` when it is. A test suite does not call the internet. */
export const refusalOf = (url: string): string | undefined =>
  isNearby(url)
    ? undefined
    : `${url} is not on this machine or in a private network, so nothing was sent. Handle its deliveries with webhooks.receive(url, receiver); to send them, pass fetch as the receiver.`;

/** The result of an attempt. */
export interface AttemptResult {
  /** The status of the response; `null` without one. */
  readonly status: number | null;
  /** Why there is no response. */
  readonly error?: string | undefined;
}

/** Calls a receiver. Never rejects: without a response, the result has the error. */
export const callReceiver = async (
  receive: WebhookReceiver,
  request: Promise<Request>,
): Promise<AttemptResult> => {
  try {
    const response = (await receive(await request)) as Partial<Response> | null | undefined;
    if (typeof response?.status !== 'number') throw new TypeError('The receiver did not return a Response.');
    return { status: response.status };
  } catch (error) {
    return { status: null, error: isError(error) ? error.message : String(error) };
  }
};
