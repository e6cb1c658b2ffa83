// Words for every problem, in both languages: what happened, what to tell the customer, what to do, whether money moved.
import type { Problem, ProblemCode, ProblemOf } from '#shared/contract/problems.ts';
import type { Locale } from '#shared/contract/values.ts';
import { formatMoney } from '#shared/domain/fen.ts';
import type { RenewalBar } from '#shared/domain/subscriber.ts';
import { customerProblems as enCustomer } from './en/customer-problems.ts';
import { moneyProblems as enMoney } from './en/money-problems.ts';
import { sellingProblems as enSelling } from './en/selling-problems.ts';
import { terminalProblems as enTerminal } from './en/terminal-problems.ts';
import { problemMoney, type MoneyWord } from './problem-money.ts';
import type { ProblemWords, Say, Word } from './problem-words.ts';
import { customerProblems as zhCustomer } from './zh-CN/customer-problems.ts';
import { moneyProblems as zhMoney } from './zh-CN/money-problems.ts';
import { sellingProblems as zhSelling } from './zh-CN/selling-problems.ts';
import { terminalProblems as zhTerminal } from './zh-CN/terminal-problems.ts';

export interface ProblemText {
  readonly what: string;
  /** A sentence to say aloud. */
  readonly tellCustomer: string;
  readonly next: string;
  readonly money: MoneyWord;
}

export interface ProblemTextOptions {
  /** Shows an instant as a time of day in the store's zone; without it the words do without a time. */
  readonly timeOfDay?: (instant: string) => string;
}

const words: Readonly<Record<Locale, ProblemWords>> = {
  'zh-CN': { ...zhTerminal, ...zhCustomer, ...zhSelling, ...zhMoney },
  en: { ...enTerminal, ...enCustomer, ...enSelling, ...enMoney },
};

/** The four parts of a problem. Technical details a problem may carry (paths, error messages) are never part of the words. */
export function problemText(problem: Problem, locale: Locale, options: ProblemTextOptions = {}): ProblemText {
  return textOf(problem.code, problem, locale, {
    yuan: formatMoney,
    date: (date) => date,
    timeOfDay: options.timeOfDay ?? (() => ''),
  });
}

/** Why a card cannot be renewed now, in one sentence; `problemText` with the same code says what to do about it. */
export function barText(bar: RenewalBar, locale: Locale): string {
  return problemText({ code: bar }, locale).what;
}

function textOf<C extends ProblemCode>(code: C, problem: ProblemOf<C>, locale: Locale, say: Say): ProblemText {
  const entry = words[locale][code];
  const inWords = (word: Word<C>): string => (typeof word === 'string' ? word : word(problem, say));
  return { what: inWords(entry.what), tellCustomer: inWords(entry.tellCustomer), next: inWords(entry.next), money: problemMoney[code] };
}
