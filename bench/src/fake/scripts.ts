import type { Fake } from './subjects.ts';

/** Loads a fake. Scripts run in the projects in which the packages are installed. */
export const load: Record<Fake, string> = {
  '@org/seam-testing': `
    const { createFakeSeam } = await import('@org/seam-testing');
  `,
  '@seamapi/fake-seam-connect': `
    console.info = console.error;
    const { createFake } = await import('@seamapi/fake-seam-connect');
  `,
};

const listen: Record<Fake, string> = {
  '@org/seam-testing': `
    const fake = createFakeSeam();
    // The vendor's seed has five.
    fake.add.device();
    const { url } = await fake.listen();
    const key = fake.apiKey, [{ device_id }] = [...fake.state.devices];
  `,
  // It does not accept port 0.
  '@seamapi/fake-seam-connect': `
    const { createServer } = await import('node:net');
    const port = await new Promise((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
    });
    const fake = await createFake();
    await fake.seed();
    await fake.startServer({ port });
    const url = fake.serverUrl, key = 'seam_apikey1_token', [{ device_id }] = fake.database.devices;
  `,
};

/** The requests to both fakes: one device, or all five. */
export type Path = '/devices/get' | '/devices/list';

/** Starts a seeded fake on a socket, requests a device or all, and sets `body` to the response's body. */
export const serve = (name: Fake, endpoint: Path): string => `
  ${load[name]}${listen[name]}
  const path = '${endpoint}' + (${endpoint === '/devices/get'} ? '?device_id=' + device_id : '');
  const response = await fetch(url + path, { headers: { authorization: 'Bearer ' + key } });
  const body = await response.text();
  if (response.status !== 200) throw new Error(body);
`;

/** Prints the value of an expression as JSON, and exits the process. */
export const printAndExit = (expression: string): string =>
  `process.stdout.write(JSON.stringify(${expression}) + '\\n', () => process.exit(0));`;
