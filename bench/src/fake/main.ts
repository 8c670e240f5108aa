/**
 * Prints the cost of the fake and of the vendor's, and its growth with the store, measured in one run. With `--against` and
 * the folder packages/testing of another checkout that is built, prints the cost of both builds instead.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { observeRun } from '../observe-run.ts';
import { toTable } from '../to-table.ts';
import { builds, compareBuilds } from './compare-builds.ts';
import { installFakes } from './install-fakes.ts';
import { measureCalls } from './measure-calls.ts';
import { measureFirstResponses } from './measure-first-responses.ts';
import { measureGrowth, sizes } from './measure-growth.ts';
import { measureMemory } from './measure-memory.ts';
import { measureThroughput } from './measure-throughput.ts';
import { subjects, versions } from './subjects.ts';

const describeRun = observeRun();
const folder = mkdtempSync(join(tmpdir(), 'bench-fake-'));

const compareFakes = (): void => {
  const projects = installFakes(folder);
  const rows = [
    ...measureFirstResponses(projects),
    ...measureThroughput(projects),
    ...measureCalls(projects),
    ...measureMemory(projects),
  ];
  const growth = measureGrowth(projects);
  console.log(`${describeRun(versions)}\n`);
  console.log(`${toTable({ subjects, budget: 'budget' }, rows)}\n`);
  console.log(toTable({ subjects: sizes, budget: 'budget' }, growth));
};

const compareWith = (against: string): void => {
  const rows = compareBuilds(against, folder);
  console.log(`${describeRun({ against })}\n`);
  console.log(toTable({ subjects: builds, budget: 'budget' }, rows));
};

try {
  const { against } = parseArgs({ options: { against: { type: 'string' } } }).values;
  if (against === undefined) compareFakes();
  else compareWith(against);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
