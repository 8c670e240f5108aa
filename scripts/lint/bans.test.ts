import { RuleTester } from 'oxlint/plugins-dev';
import { describe, it } from 'vitest';
import bans from './bans.ts';

RuleTester.describe = describe;
RuleTester.it = it;
const tester = new RuleTester({ languageOptions: { parserOptions: { lang: 'ts' } } });

tester.run('no-current-time', bans.rules['no-current-time'], {
  valid: ["new Date('2026-01-01')", 'new Date(now)', "Date.parse('2026-01-01')", 'new Map()'],
  invalid: [
    { code: 'new Date()', errors: 1 },
    { code: 'Date()', errors: 1 },
    { code: "Date('2026-01-01')", errors: 1 },
  ],
});

tester.run('no-export-star', bans.rules['no-export-star'], {
  valid: ["export { a } from './a.ts'", "export type * from './a.ts'", "export * from './generated/a.ts'"],
  invalid: [
    { code: "export * from './a.ts'", errors: 1 },
    { code: "export * as a from './a.ts'", errors: 1 },
  ],
});
