import { availableParallelism, loadavg } from 'node:os';

const load = () => loadavg()[0]?.toFixed(1) ?? '?';

/** Records the load of the machine, and returns a description of the run at its end. */
export const observeRun = (): ((versions: Record<string, string>) => string) => {
  const before = load();
  return (versions) =>
    [
      `Node ${process.versions.node}`,
      `${availableParallelism()} processors, load ${before} before and ${load()} after`,
      ...Object.entries(versions).map(([name, version]) => `${name} ${version}`),
    ].join('; ');
};
