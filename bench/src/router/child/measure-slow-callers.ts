/** Sends requests to the router while slow clients occupy connections, and prints how long they could, and the delays. */
import { requestAtRate, type Sample } from './request-at-rate.ts';
import { requestInFlight } from './request-in-flight.ts';
import { mount, paths, wireCall } from './calls.ts';
import { holdSlowly } from './hold-slowly.ts';
import { percentile } from './percentile.ts';
import { withSubject, type StageSetup } from './with-subject.ts';

export interface SlowCallers {
  /** The time until the last connection with slow headers was closed, in milliseconds. */
  readonly headers: number;
  /** The time until the last connection with a slow body was closed, in milliseconds. */
  readonly body: number;
  /** The p99 of a response without slow connections, in milliseconds. */
  readonly without: number;
  /** The p99 of a response with slow connections, in milliseconds. */
  readonly beside: number;
}

export interface SlowCallersRequest extends StageSetup {
  readonly harden: { readonly headersTimeout: number; readonly requestTimeout: number };
}

const setup = JSON.parse(process.argv[2] ?? '') as SlowCallersRequest;

const p99 = (samples: readonly Sample[]): number =>
  percentile(
    samples.map(({ latency }) => latency),
    0.99,
  );

const slowHeaders = { start: `GET ${mount}${paths.read} HTTP/1.1\r\nhost: a\r\nx-slow: `, drop: 'x' };
const slowBody = {
  start: `POST ${mount}${paths.change} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n{`,
  drop: ' ',
};

const result = await withSubject(setup, async ({ server, caller }): Promise<SlowCallers> => {
  const call = wireCall('change');
  await requestInFlight(caller, call, { requests: 5000 });
  const requests = 3000;
  const rate = requests / (await requestInFlight(caller, call, { requests })) / 4;
  const seconds = setup.harden.requestTimeout / 1000;
  const before = await requestAtRate(caller, call, { rate, seconds: seconds / 2 });
  const [beside, headers, body] = await Promise.all([
    requestAtRate(caller, call, { rate, seconds }),
    holdSlowly(server.url, slowHeaders, 500),
    holdSlowly(server.url, slowBody, 100),
  ]);
  const after = await requestAtRate(caller, call, { rate, seconds: seconds / 2 });
  return {
    headers: Math.max(...headers),
    body: Math.max(...body),
    without: p99([...before, ...after]),
    beside: p99(beside),
  };
});
console.log(JSON.stringify(result));
