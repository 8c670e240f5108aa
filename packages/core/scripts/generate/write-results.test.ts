import { describe, expect, it } from 'vitest';
import { readOperations } from './operations.ts';
import { writeResults } from './write-results.ts';

const files = writeResults(readOperations());

describe('what is written of results', () => {
  it('has a schema per model, and the model that an endpoint returns', () => {
    expect(files.get('results/user-identities.ts')).toContain(
      'export const userIdentity: v.GenericSchema = ',
    );
    const loaders = files.get('results/loaders.ts');
    expect(loaders).toContain(
      `UserIdentity: async () => (await import('./user-identities.ts')).userIdentity,`,
    );
    expect(loaders).toContain(`'/user_identities/list': 'UserIdentity',`);
    expect(loaders).not.toContain(`'/user_identities/delete'`);
  });

  it('accepts unknown values of an enum, but not of a discriminator', () => {
    expect(files.get('results/access-methods.ts')).toContain(
      `mode: v.pipe(v.string(), v.examples(["code","card","mobile_key","cloud_key"]))`,
    );
    expect(files.get('results/access-methods.ts')).toContain(`warning_code: v.literal("being_deleted")`);
  });

  it('puts what is made of other models into a file of its own, so that none import each other', () => {
    const importing = [...files].filter(([, text]) =>
      /import \{ \w+ \} from '\.\/(?!.*primitives)/.test(text),
    );
    expect(importing.map(([name]) => name).toSorted()).toEqual([
      'results/access-grants-batch.ts',
      'results/access-methods-batch.ts',
      'results/spaces-batch.ts',
    ]);
  });

  it('holds facts and no sentences', () => {
    for (const [, text] of files) expect(text).not.toMatch(/v\.(description|title|metadata)\(/);
  });
});
