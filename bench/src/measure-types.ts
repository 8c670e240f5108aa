import { readFileSync } from 'node:fs';
import { endpoints } from '@org/seam-core';
import { budgets } from './budgets.ts';
import type { Projects } from './install-packages.ts';
import { interleave } from './interleave.ts';
import { median, ratioOf } from './median.ts';
import { count, withRatio, type Row } from './row.ts';
import { run } from './run.ts';
import { clients, type Client } from './subjects.ts';
import { writeConsumers } from './write-consumers.ts';

const rounds = 31;

const names = {
  lines: 'declaration lines',
  check: 'check time',
  instantiations: 'instantiations',
  memory: 'memory',
};

const readLine = (diagnostics: string, label: string): number =>
  Number(new RegExp(`^${label}: +([\\d.]+)`, 'm').exec(diagnostics)?.[1] ?? Number.NaN);

const linesOf = (client: Client, project: string): number =>
  run('tsc', ['-p', '.', '--listFilesOnly'], project)
    .split('\n')
    .filter((file) => file.includes(`/node_modules/${client}/`))
    .reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length - 1, 0);

const compile = (client: Client, project: string) => {
  const diagnostics = run('tsc', ['-p', '.', '--extendedDiagnostics', '--singleThreaded'], project);
  return {
    lines: linesOf(client, project),
    check: readLine(diagnostics, 'Check time') * 1000,
    instantiations: readLine(diagnostics, 'Instantiations'),
    memory: readLine(diagnostics, 'Memory used') / 1000,
  };
};

const measureConsumer = (projects: Projects, resources: readonly string[]): Row[] => {
  const calls = writeConsumers(projects, resources).length;
  const measured = interleave(clients, rounds, (client) => compile(client, projects[client]));

  const toRow = (kind: keyof typeof names, unit: string): Row & { found: number } => {
    const of = (client: Client) => measured[client].map((round) => round[kind]);
    const ratio = ratioOf(of('@org/seam-core'), of('@seamapi/http'));
    const cells = {
      '@org/seam-core': withRatio(count(median(of('@org/seam-core'))) + unit, ratio),
      '@seamapi/http': count(median(of('@seamapi/http'))) + unit,
    };
    return { what: `types, ${calls} calls, ${names[kind]}`, cells, found: ratio };
  };
  return [
    { ...toRow('lines', ''), budget: budgets.declarationLines },
    { ...toRow('check', ' ms'), budget: budgets.checkTime },
    { ...toRow('instantiations', ''), budget: budgets.instantiations },
    toRow('memory', ' MB'),
  ];
};

/** The cost of compiling a program that uses five resources, and one that uses all. */
export const measureTypes = (projects: Projects): Row[] => [
  ...measureConsumer(projects, ['acs', 'actionAttempts', 'devices', 'userIdentities', 'workspaces']),
  ...measureConsumer(projects, Object.keys(endpoints)),
];
