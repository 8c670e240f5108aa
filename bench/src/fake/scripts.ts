import type { Fake } from './projects.ts';

/** Each prints one JSON value. They run in the projects, so that a package is found as a stranger finds it. */

const ask = `
  const ask = async (url, key) => {
    const answer = await fetch(url + '/devices/list', { headers: { authorization: 'Bearer ' + key } });
    if (answer.status !== 200) throw new Error(await answer.text());
    return (await answer.text()).length;
  };
`;

const ours = `
  const { createFakeSeam } = await import('@org/seam-testing');
`;

const theirs = `
  console.info = console.error;
  const { createFake } = await import('@seamapi/fake-seam-connect');
  const { createServer } = await import('node:net');
  const freePort = () => new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
`;

const serve: Record<Fake, string> = {
  '@org/seam-testing': `${ours}
    const fake = createFakeSeam();
    const { url } = await fake.listen();
    const key = fake.apiKey;
  `,
  '@seamapi/fake-seam-connect': `${theirs}
    const fake = await createFake();
    await fake.seed();
    await fake.startServer({ port: await freePort() });
    const url = fake.serverUrl, key = 'seam_apikey1_token';
  `,
};

/** From nothing loaded to the first answer over HTTP, in milliseconds. */
export const firstAnswer = (name: Fake): string => `
  const start = performance.now();
  ${ask}${serve[name]}
  await ask(url, key);
  process.stdout.write(JSON.stringify(performance.now() - start) + '\\n', () => process.exit(0));
`;

/** The same without a socket. */
export const firstAnswerInProcess = `
  const start = performance.now();
  ${ours}
  const fake = createFakeSeam();
  if ((await fake.seam.devices.list()).length === 0) throw new Error('nothing was answered');
  console.log(JSON.stringify(performance.now() - start));
`;

const tellCpu = `process.on('message', () => process.send(process.cpuUsage()));`;

/** A server that tells what to ask it and, when asked, what it has used; it goes on until it is ended. */
export const server = (name: Fake): string => `
  ${tellCpu}${ask}${serve[name]}
  const bytes = await ask(url, key);
  process.stdout.write(JSON.stringify({ url, path: '/devices/list', key, bytes }) + '\\n');
`;

/** Bare node:http with an answer of so many bytes: what no fake can do better than. */
export const bareServer = (bytes: number): string => `
  ${tellCpu}
  const { createServer } = await import('node:http');
  const body = JSON.stringify('x'.repeat(${bytes} - 2));
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  }).listen(0, '127.0.0.1', () => {
    const url = 'http://127.0.0.1:' + server.address().port;
    process.stdout.write(JSON.stringify({ url, path: '/', key: 'none', bytes: ${bytes} }) + '\\n');
  });
`;

/** Calls a second without a socket: through the client, and to the handlers. */
export const callsInProcess = `
  ${ours}
  const fake = createFakeSeam();
  const [{ device_id }] = [...fake.state.devices];
  const rate = async (call) => {
    for (let index = 0; index < 2000; index += 1) await call();
    const count = 10000, start = performance.now();
    for (let index = 0; index < count; index += 1) await call();
    return count / (performance.now() - start) * 1000;
  };
  const client = await rate(() => fake.seam.devices.get({ device_id }));
  const handlers = await rate(() => fake.handlers.devices.get({ device_id }));
  console.log(JSON.stringify({ client, handlers }));
`;

const measureHeap = (fill: string): string => `
  globalThis.gc();
  const before = process.memoryUsage().heapUsed, start = performance.now();
  ${fill}
  const ms = performance.now() - start;
  globalThis.gc();
  process.stdout.write(
    JSON.stringify({ ms, heap: process.memoryUsage().heapUsed - before, rss: process.memoryUsage().rss }) + '\\n',
    () => process.exit(0),
  );
`;

/** What 10,000 user identities with an ACS user each take, and how long they take to make. */
export const memory: Record<Fake, string> = {
  '@org/seam-testing': `${ours}${measureHeap(`
    const fake = createFakeSeam({ seed: 'empty' });
    const { acs_system_id } = fake.add.acsSystem();
    for (let index = 0; index < 10000; index += 1) {
      const full_name = 'Person ' + index, email_address = 'person' + index + '@example.com';
      const { user_identity_id } = fake.add.userIdentity({ full_name, email_address });
      fake.add.acsUser({ acs_system_id, user_identity_id, full_name, email_address });
    }
    globalThis.kept = fake;
  `)}`,
  '@seamapi/fake-seam-connect': `${theirs}${measureHeap(`
    const fake = await createFake();
    await fake.seed();
    const { workspace_id } = fake.database.workspaces[0];
    const { acs_system_id } = fake.database.acs_systems[0];
    for (let index = 0; index < 10000; index += 1) {
      const full_name = 'Person ' + index, email_address = 'person' + index + '@example.com';
      const { user_identity_id } = fake.database.addUserIdentity({
        full_name, email_address, user_identity_key: 'person' + index, workspace_id,
      });
      fake.database.addAcsUser({
        acs_system_id, workspace_id, user_identity_id, full_name, email_address, external_type: 'salto_site_user',
      });
    }
    globalThis.kept = fake;
  `)}`,
};

/** What a call costs, in microseconds, beside so many identities. Every person has the same few doors. */
export const growth = (identities: number): string => `
  ${ours}
  const fake = createFakeSeam({ seed: 'empty' });
  const { add, state, handlers } = fake;
  const { acs_system_id } = add.acsSystem();
  const entrances = Array.from({ length: 5 }, () => add.acsEntrance({ acs_system_id }).acs_entrance_id);
  const devices = Array.from({ length: 5 }, () => add.device().device_id);
  const people = Array.from({ length: ${identities} }, (_, index) => {
    const full_name = 'Person ' + index, email_address = 'person' + index + '@example.com';
    const { user_identity_id } = add.userIdentity({ full_name, email_address });
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id, full_name });
    for (const id of devices) state.deviceAccess.add(user_identity_id, id);
    for (const id of entrances) state.entranceAccess.add(acs_user_id, id);
    return { user_identity_id, acs_user_id };
  });
  const calls = {
    'list a person\\'s devices': ({ user_identity_id }) => handlers.userIdentities.listAccessibleDevices({ user_identity_id }),
    'list a person\\'s entrances': ({ user_identity_id }) => handlers.userIdentities.listAccessibleEntrances({ user_identity_id }),
    'list 100 identities': () => handlers.userIdentities.list({ limit: 100 }),
    'revoke a device': ({ user_identity_id }) => handlers.userIdentities.revokeAccessToDevice({ user_identity_id, device_id: devices[0] }),
    'revoke all entrances': ({ acs_user_id }) => handlers.acs.users.revokeAccessToAllEntrances({ acs_user_id }),
    'delete an identity': ({ user_identity_id }) => handlers.userIdentities.delete({ user_identity_id }),
  };
  const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  const result = {};
  for (const [name, call] of Object.entries(calls)) {
    // The same number of calls whatever there is, so that the engine is as warm.
    const times = [];
    for (let index = 0; index < 100; index += 1) {
      const start = performance.now();
      await call(people[index]);
      times.push((performance.now() - start) * 1000);
    }
    result[name] = median(times.slice(20));
  }
  console.log(JSON.stringify(result));
`;
