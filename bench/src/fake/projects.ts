import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.ts';

/** The two fakes, by the names of their packages. */
export const fakes = ['@org/seam-testing', '@seamapi/fake-seam-connect'] as const;

export type Fake = (typeof fakes)[number];

/** The vendor's fake that is compared: the newest that is published. */
export const vendorVersion = '1.86.0';

const packages = join(import.meta.dirname, '../../../packages');

const pack = (name: string, folder: string): string => {
  run('pnpm', ['pack', '--pack-destination', folder], join(packages, name));
  const [tarball] = globSync(`*seam-${name}*.tgz`, { cwd: folder });
  if (tarball === undefined) throw new Error(`${name} was not packed`);
  return join(folder, tarball);
};

/** Installs each fake in a project of its own, as a stranger would: ours from the tarballs of what is built. */
export const installFakes = (folder: string): Record<Fake, string> => {
  const specs: Record<Fake, readonly string[]> = {
    '@org/seam-testing': [pack('core', folder), pack('testing', folder)],
    '@seamapi/fake-seam-connect': [`@seamapi/fake-seam-connect@${vendorVersion}`],
  };
  const install = (name: Fake): string => {
    const project = join(folder, name.replaceAll('/', '-'));
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
    const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
    run('npm', ['install', ...flags, ...specs[name]], project);
    return project;
  };
  return {
    '@org/seam-testing': install('@org/seam-testing'),
    '@seamapi/fake-seam-connect': install('@seamapi/fake-seam-connect'),
  };
};
