// Carries a refusal of the till through TanStack Query, which knows failures only as thrown errors.
import type { Problem } from '#shared/contract/problems.ts';

export class TillProblemError extends Error {
  override readonly name = 'TillProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}
