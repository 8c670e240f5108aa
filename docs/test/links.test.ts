import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { dist, fileOf } from './site.ts';

const pages = globSync('**/*.html', { cwd: dist }).map((path) => ({
  path,
  html: readFileSync(join(dist, path), 'utf8'),
}));

const unescape = (text: string) =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");

const attributesOf = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map(([, value = '']) => unescape(value));

const isExternal = (href: string) => /^[a-z]+:/.test(href);

const ids = new Map(pages.map(({ path, html }) => [path, new Set(attributesOf(html, /\sid="([^"]*)"/g))]));

/** What is wrong with a link; `undefined` when its target exists. */
const problemOf = (page: string, href: string): string | undefined => {
  const [path = '', anchor] = href.split('#');
  const from = path === '' ? page : path.startsWith('/') ? path : join('/', dirname(page), path);
  const file = path === '' ? join(dist, page) : fileOf(from);
  if (file === undefined) return `${page}: ${href} has no page`;
  const known = ids.get(relative(dist, file));
  if (anchor === undefined || anchor === '' || !known || known.has(decodeURIComponent(anchor)))
    return undefined;
  return `${page}: ${href} has no such section`;
};

it('the site has the guides, the frameworks, the reference and the decisions', () => {
  expect(pages.length).toBeGreaterThan(150);
});

it('every link within the site has a target', () => {
  const problems = pages.flatMap(({ path, html }) =>
    attributesOf(html, /<a\s[^>]*?href="([^"]*)"/g)
      .filter((href) => !isExternal(href))
      .map((href) => problemOf(path, href)),
  );
  expect([...new Set(problems.filter((problem) => problem !== undefined))]).toEqual([]);
});

it('links to other sites use HTTPS', () => {
  const links = pages
    .flatMap(({ html }) => attributesOf(html, /<a\s[^>]*?href="([^"]*)"/g))
    .filter(isExternal);
  expect([...new Set(links.filter((href) => !href.startsWith('https://')))]).toEqual([]);
});

it('no page loads anything from another site', () => {
  const loaded = pages.flatMap(({ html }) => [
    ...attributesOf(html, /<(?:script|img|iframe|source)\s[^>]*?src="([^"]*)"/g),
    ...attributesOf(html, /<link\s[^>]*?href="([^"]*)"/g),
  ]);
  expect([...new Set(loaded.filter((url) => isExternal(url) || url.startsWith('//')))]).toEqual([]);
  const styles = globSync('**/*.css', { cwd: dist }).map((file) => readFileSync(join(dist, file), 'utf8'));
  expect(styles.flatMap((css) => attributesOf(css, /url\(["']?(https?:[^)"']+)/g))).toEqual([]);
});

it('llms.txt lists pages that exist, the start guide and the endpoints among them', () => {
  const text = readFileSync(join(dist, 'llms.txt'), 'utf8');
  const links = [...text.matchAll(/\]\((\/[^)]+)\)/g)].map(([, link = '']) => link);
  expect(links).toEqual(expect.arrayContaining(['/guides/start.md', '/reference/api/acs-users.md']));
  expect(links.filter((link) => fileOf(link) === undefined)).toEqual([]);
});
