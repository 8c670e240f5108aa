import { availableParallelism, loadavg } from 'node:os';

const load = () => loadavg()[0]?.toFixed(1) ?? '?';

/** Notes how busy the machine is now, and tells afterwards what a reader has to know about the run. */
export const observeRun = (): ((versions: Record<string, string>) => string) => {
  const before = load();
  return (versions) =>
    [
      `Node ${process.versions.node}`,
      `${availableParallelism()} processors, load ${before} before and ${load()} after`,
      ...Object.entries(versions).map(([name, version]) => `${name} ${version}`),
    ].join('; ');
};
