/** Prints the cost and the limits of the router and the webhook receiver, measured in one run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { observeRun } from '../observe-run.ts';
import { toTable } from '../to-table.ts';
import { findings } from './finding.ts';
import { installRouter } from './install-router.ts';
import { measureAttacks } from './measure-attacks.ts';
import { measureCosts } from './measure-costs.ts';
import { measureMemory } from './measure-memory.ts';
import { measureOverload } from './measure-overload.ts';
import { measureRefusals, refusers } from './measure-refusals.ts';
import { measureSlowCallers } from './measure-slow-callers.ts';
import { measureWebhooks } from './measure-webhooks.ts';
import { subjects, versions } from './subjects.ts';

const budget = 'budget';
const describeRun = observeRun();
const folder = mkdtempSync(join(tmpdir(), 'bench-router-'));
try {
  const project = installRouter(folder);
  const costs = measureCosts(project, 8000);
  const refusals = measureRefusals(project, 8000);
  const others = [
    measureOverload(project),
    measureAttacks(project),
    measureSlowCallers(project),
    measureMemory(project),
    measureWebhooks(project),
  ];
  console.log(`${describeRun(versions)}\n`);
  console.log(`${toTable({ subjects, budget }, costs)}\n`);
  console.log(`${toTable({ subjects: refusers, budget }, refusals)}\n`);
  console.log(others.map((rows) => toTable({ subjects: findings, budget }, rows)).join('\n\n'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
