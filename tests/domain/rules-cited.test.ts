// Keeps docs/rules and the tests honest with each other: no rule without a test, no citation of a rule that is not there.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

function filesBelow(folder: string, name: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function idsIn(files: readonly string[], pattern: RegExp): readonly { id: string; file: string }[] {
  return files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(pattern)].map((match) => ({ id: match[1] ?? '', file })));
}

const rules = idsIn(filesBelow('docs/rules', /\.md$/), /^- \[([A-Z]{1,4}\d{1,3})\] /gm);
const citations = idsIn(
  filesBelow('tests', /(?:\.(?:test|spec)\.tsx?|-tests\.ts)$/).filter((file) => !file.endsWith('rules-cited.test.ts')),
  // [F5] and its like are keys that a test presses.
  /\[(?!F\d{1,2}\])([A-Z]{1,4}\d{1,3})\]/g,
);

describe('docs/rules', () => {
  it('defines rules at all', () => {
    expect(rules.length).toBeGreaterThan(0);
  });

  it('gives every rule an id of its own', () => {
    const ids = rules.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('has a test for every rule', () => {
    const cited = new Set(citations.map(({ id }) => id));
    expect(rules.filter(({ id }) => !cited.has(id))).toEqual([]);
  });

  it('knows every rule that a test cites', () => {
    const defined = new Set(rules.map(({ id }) => id));
    expect(citations.filter(({ id }) => !defined.has(id))).toEqual([]);
  });
});
