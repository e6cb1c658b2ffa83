// The shape in which the words for problems are written down, one file per language and area.
import type { ProblemCode, ProblemOf } from '#shared/contract/problems.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { Fen } from '#shared/domain/fen.ts';

/** Turns parameters into words; dates stay as they are written everywhere, YYYY-MM-DD. */
export interface Say {
  readonly yuan: (amountFen: Fen) => string;
  readonly date: (date: BusinessDate) => string;
  /** Time of day of an instant in the store's zone; empty where the caller knows no zone. */
  readonly timeOfDay: (instant: string) => string;
}

export type Word<C extends ProblemCode> = string | ((problem: ProblemOf<C>, say: Say) => string);

/** What happened, what to tell the customer, what to do now. Whether money moved is the same in every language. */
export interface Words<C extends ProblemCode> {
  readonly what: Word<C>;
  readonly tellCustomer: Word<C>;
  readonly next: Word<C>;
}

export type ProblemWords = { readonly [C in ProblemCode]: Words<C> };
