// Keeps docs/failures-replayed.md honest: what it names exists, and tests of the core carry the id they are named for.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const lines = readFileSync(path.join(root, 'docs/failures-replayed.md'), 'utf8').split('\n');
const rows = lines.flatMap((line) => {
  const [, id, , here] = /^\| (F\d+) \| (.+?) \| (.+) \|$/.exec(line) ?? [];
  return id === undefined || here === undefined ? [] : [{ id, here, tests: [...here.matchAll(/`(tests\/[^`]+)`/g)].map((match) => match[1] ?? '') }];
});
/** Every report about money without an answer, sums, shifts and dates. Numbers have gaps. */
const aboutMoney = idsOf([44, [46, 51], [53, 73], [75, 83]]);
/** Every report about sales that vanish or double, queues, numbers, clocks, storage and slowness. */
const aboutSales = idsOf([[1, 3], [6, 8], 10, [12, 13], [15, 21], [23, 29], [31, 42], [80, 83], [92, 94], [96, 102], [111, 114]]);
/** Cited by a rule instead of an id of their own. */
const byRule = new Map([['F07', ['tests/core/store/open-store.test.ts']], ['F08', ['tests/core/sale/complete-sale.test.ts']]]);

function carries(file: string, id: string, here: string): boolean {
  if (byRule.get(id)?.includes(file) === true) return true;
  const text = readFileSync(path.join(root, file), 'utf8');
  if (new RegExp(`\\((F\\d+, )*${id}[,)]`).test(text)) return true;
  const rules = [...here.matchAll(/rule ([A-Z]+\d+)/g)].map((match) => match[1] ?? '');
  const otherIds = [...here.matchAll(/\((F\d+)\)/g)].map((match) => match[1] ?? '');
  return rules.some((rule) => text.includes(`[${rule}]`)) || otherIds.some((other) => text.includes(other));
}

describe('failures-replayed', () => {
  it('tells of every failure once', () => {
    const ids = rows.map((row) => row.id);
    expect(ids.length).toBe(new Set(ids).size);
    expect(ids.length).toBeGreaterThan(40);
    expect(lines.filter((line) => line.startsWith('| F')).length).toBe(ids.length);
  });

  it('tells of every failure of payments, sums, shifts and dates', () => {
    expect(aboutMoney.filter((id) => !rows.some((row) => row.id === id))).toEqual([]);
  });

  it('tells of every failure of journals, queues, numbers, clocks, storage and slowness', () => {
    expect(aboutSales.filter((id) => !rows.some((row) => row.id === id))).toEqual([]);
  });

  it.each(rows)('$id is replayed by tests that exist and carry the id, or says why it cannot occur', ({ id, here, tests }) => {
    expect(tests.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
    expect(tests.filter((file) => file.startsWith('tests/core/') && !carries(file, id, here))).toEqual([]);
    if (tests.length === 0) expect(here).toMatch(/no such/);
  });
});

function idsOf(parts: readonly (number | readonly [number, number])[]): string[] {
  return parts.flatMap((part) => {
    const [from, to] = typeof part === 'number' ? [part, part] : part;
    return Array.from({ length: to - from + 1 }, (_none, index) => `F${String(from + index).padStart(2, '0')}`);
  });
}
