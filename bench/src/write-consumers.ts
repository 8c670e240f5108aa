import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints, type AnyEndpoint, type EndpointTree } from '@org/seam-core';
import type { Projects } from './install-packages.ts';
import { clients, type Client } from './subjects.ts';

const create: Record<Client, string> = {
  '@org/seam-core': "import { createSeam } from '@org/seam-core';\nconst seam = createSeam();",
  '@seamapi/http': "import { SeamHttp } from '@seamapi/http';\nconst seam = new SeamHttp();",
};

const compilerOptions = {
  strict: true,
  target: 'ES2023',
  lib: ['ES2023', 'DOM', 'ESNext.Disposable'],
  module: 'NodeNext',
  types: [],
  skipLibCheck: true,
  noEmit: true,
};

const namesIn = (tree: EndpointTree, names: readonly string[] = []): string[] =>
  Object.entries(tree).flatMap(([name, node]: [string, AnyEndpoint | EndpointTree]) =>
    typeof node.path === 'string'
      ? [[...names, name].join('.')]
      : namesIn(node as EndpointTree, [...names, name]),
  );

/** Writes the same program to the projects of both clients. It calls every endpoint of the resources. */
export const writeConsumers = (projects: Projects, resources: readonly string[]): string[] => {
  const names = namesIn(endpoints).filter((name) => resources.includes(name.split('.')[0] ?? ''));
  const calls = names.map((name, index) => `export const result${index} = await seam.${name}({} as never);`);
  for (const client of clients) {
    const project = projects[client];
    writeFileSync(join(project, 'consumer.ts'), [create[client], ...calls, ''].join('\n'));
    const config = JSON.stringify({ compilerOptions, files: ['consumer.ts'] });
    writeFileSync(join(project, 'tsconfig.json'), config);
  }
  return names;
};
