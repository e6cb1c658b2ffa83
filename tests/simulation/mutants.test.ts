// Tests of the tests: each planted bug must be seen, and by which seed is printed.
import { describe, expect, it } from 'vitest';
import { mutants } from './mutants.ts';
import { simulate, type Outcome } from './world.ts';

const MOST_SEEDS = 100;

async function firstSeen(name: string): Promise<{ readonly seeds: number; readonly outcome: Outcome } | null> {
  for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
    const mutant = mutants().find((one) => one.name === name)!;
    const outcome = await simulate({ seed, terminals: 3, days: 2, mutant });
    if (outcome.wrongs.length > 0) return { seeds: seed, outcome };
  }
  return null;
}

describe('planted bugs', () => {
  it.each(mutants().map(({ name, seenBy }) => ({ name, seenBy })))('[SM3] $name: seen', { timeout: 300_000 }, async ({ name, seenBy }) => {
    const seen = await firstSeen(name);
    expect(seen, `not seen by ${MOST_SEEDS} seeds`).not.toBeNull();
    const rules = seen?.outcome.wrongs.map(({ rule }) => rule) ?? [];
    // Seen for what it is, not for something that broke beside it.
    expect(rules.some((rule) => seenBy.includes(rule)), JSON.stringify(seen?.outcome.wrongs.slice(0, 3))).toBe(true);
    console.info(`${name}: seed ${seen?.seeds}, ${seen?.outcome.wrongs[0]?.rule}`);
  });
});
