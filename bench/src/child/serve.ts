/** A server that returns one user identity. Prints its URL. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { person } from './person.ts';

const body = JSON.stringify({ user_identity: person, ok: true });

const headers = {
  'content-type': 'application/json; charset=utf-8',
  'content-length': Buffer.byteLength(body),
};

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, headers).end(body);
});

server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
