import { createSeam, type Seam } from '@org/seam-core';
import { spawnSync } from 'node:child_process';
import { Writable } from 'node:stream';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { faultServer, type Fault } from './support/fault-server.ts';

const canary = 'CANARY8f1c';
const apiKey = `seam_test1_${canary}`;
const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

const faults: Fault[] = [
  '400',
  '401',
  '403',
  '404',
  '409',
  '429',
  '500',
  'html-502',
  'html',
  'truncated-json',
  'redirect',
  'reset-after',
  'hang',
  'garbage',
];

const options = { apiKey, timeout: 100, retry: false } as const;
const call = (seam: Seam) => seam.userIdentities.delete({ user_identity_id });

describe.each(faults)('I1: the error of "%s"', (fault) => {
  it('does not contain the key in a log of pino', async () => {
    await using server = await faultServer([fault]);
    let log = '';
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        log += chunk.toString();
        done();
      },
    });
    const seam = createSeam({ ...options, endpoint: server.url });
    const error: unknown = await call(seam).catch((reason: unknown) => reason);
    const logger = pino({}, stream);
    logger.error(error);
    logger.error({ err: error, error, seam }, 'failed');
    expect(log).toContain('Seam');
    expect(log).not.toContain(canary);
  });
});

it.each(['401', 'html', 'refused'])(
  'I1: a process that crashes with the error of "%s" does not print the key',
  async (fault) => {
    const program = `
    import { createSeam } from '@org/seam-core';
    const { createServer } = await import('node:http');
    const server = createServer((request, response) => {
      response.writeHead(${fault === '401' ? 401 : 200}, { 'content-type': 'text/html' }).end('<html>');
    });
    server.listen(0, '127.0.0.1', () => {
      const port = ${fault === 'refused' ? 1 : 'server.address().port'};
      const seam = createSeam({ apiKey: '${apiKey}', retry: false, endpoint: 'http://127.0.0.1:' + port });
      server.unref();
      void seam.userIdentities.delete({ user_identity_id: '${user_identity_id}' });
    });`;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', program],
      {
        cwd: import.meta.dirname,
        encoding: 'utf8',
      },
    );
    expect(status).toBe(1);
    expect(stderr).toContain('Seam');
    expect(stdout + stderr.replaceAll(program, '')).not.toContain(canary);
  },
);
