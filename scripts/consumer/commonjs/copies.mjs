/** A program that loads both copies of the packages: the ES modules itself, and CommonJS as a dependency of it would. */
import * as esm from '@org/seam-core';
import { createFakeSeam } from '@org/seam-testing';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const cjs = require('@org/seam-core');
assert.deepEqual(Object.keys(cjs).toSorted(), Object.keys(esm).toSorted());
assert.notEqual(cjs.createSeam, esm.createSeam);

const fakes = { esm: createFakeSeam(), cjs: require('@org/seam-testing').createFakeSeam() };
for (const fake of Object.values(fakes)) {
  const options = { apiKey: fake.apiKey, endpoint: fake.endpoint, fetch: fake.fetch };
  for (const [own, other] of [
    [esm, cjs],
    [cjs, esm],
  ]) {
    const seam = own.createSeam(options);
    const { status } = await other.withResponse(seam.devices.list, {});
    assert.equal(status, 200);
    const error = await seam.devices.get({ device_id: crypto.randomUUID() }).catch((reason) => reason);
    assert.ok(error instanceof other.SeamNotFoundError && error instanceof other.SeamError);
    assert.ok(!(error instanceof other.SeamTimeoutError));
    assert.ok(other.isSeamError(error, 'SeamNotFoundError'));
  }
}
console.log('ok');
