/** A CommonJS module of a user. It is compiled, and run by each supported version of Node. */
import { createSeam, type Seam } from '@org/seam-core';
import { createRequestHandler } from '@org/seam-server';
import { verifyWebhook } from '@org/seam-core/webhooks';
import { createSeamRouter } from '@org/seam-express';
import { createFakeSeam } from '@org/seam-testing';
import assert from 'node:assert/strict';

const fake = createFakeSeam();
const seam: Seam = createSeam({ apiKey: fake.apiKey, endpoint: fake.endpoint, fetch: fake.fetch });
for (const part of [createRequestHandler, verifyWebhook, createSeamRouter])
  assert.equal(typeof part, 'function');
void seam.userIdentities.list({ search: 'Ada' }).then(([ada]) => console.log(ada ? 'ok' : 'not found'));
