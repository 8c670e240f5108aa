import { join } from 'node:path';
import { interleave } from '../interleave.ts';
import { median, ratioOf } from '../median.ts';
import { count, withRatio, type Row } from '../row.ts';
import { run } from '../run.ts';
import { budgets } from './budgets.ts';
import type { Throughput } from './child/throughput.ts';
import type { Projects } from './install-fakes.ts';
import { runScript } from './run-script.ts';
import { printAndExit, serve, type Path } from './scripts.ts';
import { subjects, type Fake, type Subject } from './subjects.ts';

const rounds = 5;

/** The same number for each subject, because an engine becomes faster with the number of requests. */
const requests = 15_000;

const our = '@org/seam-testing';
const their = '@seamapi/fake-seam-connect';
const bare = 'bare node:http';

const tellUse = `process.on('message', () => process.send(process.cpuUsage()));`;

/** Serves a fake for the process that measures the throughput. */
export const serveFake = (name: Fake, path: Path) => `
  ${tellUse}${serve(name, path)}
  console.log(JSON.stringify({ url, path, key }));
`;

const serveBare = (body: string) => `
  ${tellUse}
  const { createServer } = await import('node:http');
  const body = ${JSON.stringify(body)};
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const server = createServer((request, response) => response.writeHead(200, headers).end(body));
  server.listen(0, '127.0.0.1', () => {
    const url = 'http://127.0.0.1:' + server.address().port;
    console.log(JSON.stringify({ url, path: '/', key: 'none' }));
  });
`;

const child = join(import.meta.dirname, 'child/throughput.ts');

/** Runs a server and measures its throughput. */
export const runThroughput = (script: string, project: string): Throughput =>
  JSON.parse(run(process.execPath, [child, script, String(requests)], project)) as Throughput;

const measurePath = (projects: Projects, path: Path): [rate: Row<Subject>, ...Row<Subject>[]] => {
  const bodyOf = (name: Fake) =>
    runScript(serve(name, path) + printAndExit('body'), projects[name]) as string;
  const bodies = { [our]: bodyOf(our), [their]: bodyOf(their) };
  const scripts = {
    [our]: serveFake(our, path),
    [their]: serveFake(their, path),
    [bare]: serveBare(bodies[our]),
  };
  const measured = interleave(subjects, rounds, (name) =>
    runThroughput(scripts[name], projects[name === bare ? our : name]),
  );
  const toRow = (what: string, kind: keyof Throughput, unit: string): Row<Subject> & { found: number } => {
    const of = (name: Subject) => measured[name].map((round) => round[kind]);
    const cells = Object.fromEntries(
      subjects.map((name) => [name, withRatio(count(median(of(name))) + unit, ratioOf(of(name), of(their)))]),
    );
    return { what: `${path}, ${what}`, cells, found: ratioOf(of(our), of(their)) };
  };
  const bytes = (name: Fake) => `${count(Buffer.byteLength(bodies[name]))} bytes`;
  const lengths = { [our]: bytes(our), [their]: bytes(their), [bare]: bytes(our) };
  return [
    toRow('requests a second', 'rate', ''),
    toRow('CPU of the server', 'cpu', ' µs'),
    { what: `${path}, response`, cells: lengths },
  ];
};

/** The throughput with 32 requests in flight. Bare node:http returns the responses of our fake. */
export const measureThroughput = (projects: Projects): Row<Subject>[] => {
  const [rate, ...others] = measurePath(projects, '/devices/get');
  return [{ ...rate, budget: budgets.requests }, ...others, ...measurePath(projects, '/devices/list')];
};
