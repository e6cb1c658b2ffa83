// What a command answers: one value for programs, lines for people, and whether all is well.

export interface Answer {
  readonly isWell: boolean;
  readonly value: object;
  readonly lines: readonly string[];
}

/** A command that could not look at all. */
export function unable(problem: string, explanation: string): Answer {
  return { isWell: false, value: { problem, explanation }, lines: [explanation] };
}
