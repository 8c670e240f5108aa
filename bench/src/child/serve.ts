/** A Seam that knows one person. It prints the URL it listens on. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const answer = JSON.stringify({
  user_identity: {
    user_identity_id: '2f4e6f0a-3c1b-4a62-9d1e-8f5a7c9b0d12',
    user_identity_key: 'ada',
    full_name: 'Ada Okafor',
    display_name: 'Ada Okafor',
    email_address: 'ada@example.com',
    phone_number: null,
    acs_user_ids: [],
    errors: [],
    warnings: [],
    created_at: '2026-01-05T09:00:00.000Z',
    workspace_id: '6a0de0d4-6c05-4a5a-8c6b-2e3f4a5b6c7d',
  },
  ok: true,
});

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
