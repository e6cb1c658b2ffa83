// Every choice of a simulation from one seed: a stream of its own for each purpose, so that one more throw here changes nothing there.
import { createHash } from 'node:crypto';
import { seeded } from '#tests/support/seeded.ts';

export interface Chance {
  /** Uniform in [0, 1). */
  fraction(): number;
  /** True with this probability. */
  is(probability: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<T>(list: readonly T[]): T;
  bytes(count: number): Uint8Array;
}

export function chanceOf(seed: number, purpose: string): Chance {
  const fraction = seeded(createHash('sha256').update(`${seed} ${purpose}`).digest().readUInt32LE());
  const between = (least: number, most: number): number => least + Math.floor(fraction() * (most - least + 1));
  return {
    fraction,
    is: (probability) => fraction() < probability,
    between,
    pick: (list) => list[Math.floor(fraction() * list.length)]!,
    bytes: (count) => Uint8Array.from({ length: count }, () => between(0, 255)),
  };
}
