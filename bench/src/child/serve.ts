/** A Seam that knows one person. It prints the URL it listens on. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { person } from './person.ts';

const answer = JSON.stringify({ user_identity: person, ok: true });

const headers = {
  'content-type': 'application/json; charset=utf-8',
  'content-length': Buffer.byteLength(answer),
};

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, headers).end(answer);
});

server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
