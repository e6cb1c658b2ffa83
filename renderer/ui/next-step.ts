// The one press that a problem's next step asks for, where there is one; the app knows the places it leads to.
import { createContext } from 'react';
import type { Problem } from '#shared/contract/problems.ts';

export interface NextStep {
  readonly label: string;
  readonly onPress: () => void;
}

export type NextStepOf = (problem: Problem) => NextStep | null;

/** Without an app around it no notice offers a step by itself. */
export const NextStepContext = createContext<NextStepOf>(() => null);
