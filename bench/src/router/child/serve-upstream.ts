/** A Seam with one user identity, or one that alternates between server and client errors. */
import { createServer } from 'node:http';
import { person } from '../../child/person.ts';
import { respondToParent } from './respond-to-parent.ts';

export interface UpstreamSetup {
  readonly fails: boolean;
  /** The time to a response, in milliseconds. */
  readonly delay: number;
}

const { fails, delay } = JSON.parse(process.argv[2] ?? '') as UpstreamSetup;

const toAnswer = (status: number, value: object) => {
  const body = JSON.stringify(value);
  const length = Buffer.byteLength(body);
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': length },
    body,
  };
};

const refusal = (status: number, type: string) =>
  toAnswer(status, { error: { type, message: type, request_id: 'request1' }, ok: false });

const found = toAnswer(200, { user_identity: person, ok: true });
const done = toAnswer(200, { ok: true });
const failures = [refusal(500, 'internal_server_error'), refusal(400, 'invalid_input')];

let calls = 0;

const server = createServer((request, response) => {
  request.resume();
  calls += 1;
  const chosen = fails ? failures[calls % 2] : request.method === 'GET' ? found : done;
  const reply = () => response.writeHead(chosen?.status ?? 500, chosen?.headers).end(chosen?.body);
  if (delay === 0) reply();
  else setTimeout(reply, delay);
});

respondToParent(server, { calls: () => calls });
