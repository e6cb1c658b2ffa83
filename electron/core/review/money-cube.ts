// Adds up figures and their shares from summed lines, by the same definitions the rows are read by.
import { groupBy } from '#shared/domain/base/group-by.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import { figures, type MoneyFigure } from './figures.ts';
import type { CubeCell, DayTurnover } from './review-repository.ts';

type MoneyFigureName = { [F in keyof typeof figures]: (typeof figures)[F] extends MoneyFigure ? F : never }[keyof typeof figures];

export interface Share {
  readonly key: string;
  readonly count: number;
  readonly amountFen: Fen;
}

/** Count and amount of one figure. */
export function figureOf(name: MoneyFigureName, cells: readonly (CubeCell | DayTurnover)[]): Omit<Share, 'key'> {
  return summed(figures[name], cells);
}

/** The same figure by its key, keys in no order; what has no key (a line without a plan) is left out. */
export function sharesOf(name: MoneyFigureName, cells: readonly CubeCell[]): Share[] {
  const figure: MoneyFigure = figures[name];
  const own = cells.filter((cell) => isOf(figure, cell) && cell[figure.key] !== null);
  return [...groupBy(own, (cell) => String(cell[figure.key]))].map(([key, group]) => ({ key, ...summed(figure, group) }));
}

function isOf(figure: MoneyFigure, cell: CubeCell | DayTurnover): boolean {
  return figure.kinds.some((kind) => kind === cell.kind);
}

function summed(figure: MoneyFigure, cells: readonly (CubeCell | DayTurnover)[]): Omit<Share, 'key'> {
  let count = 0;
  let amount = 0;
  for (const cell of cells) {
    if (!isOf(figure, cell)) continue;
    if (cell.kind === figure.counted) count += cell.lines;
    amount += cell.amount_fen;
  }
  return { count, amountFen: fen(figure.sign * amount) };
}
