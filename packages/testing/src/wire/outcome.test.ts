import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';

const path = '/devices/list';

describe('a truncated body', () => {
  it.each([0, 1, 1_000_000, undefined])('is never complete, with %j bytes', async (bytes) => {
    await using fake = createFakeSeam();
    const { url } = await fake.listen();
    const headers = { authorization: `Bearer ${fake.apiKey}` };
    for (const send of [
      () => fetch(url + path, { headers }),
      () => fake.fetch(fake.endpoint + path, { headers }),
    ]) {
      fake.faults.queue(path, { kind: 'truncate', ...(bytes === undefined ? {} : { bytes }) });
      await expect(send().then((response) => response.text())).rejects.toThrow(TypeError);
    }
    expect(fake.journal.find(path).map(({ status }) => status)).toEqual([null, null]);
  });
});
