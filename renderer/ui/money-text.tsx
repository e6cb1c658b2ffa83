// Money as the window shows it.
import type { ReactNode } from 'react';
import { formatMoney, type Fen } from '#shared/domain/fen.ts';

export interface MoneyTextProps {
  readonly amountFen: Fen;
  readonly size?: 'normal' | 'large' | 'huge' | 'giant';
  readonly tone?: 'ok' | 'waiting' | 'attention' | 'muted';
  readonly testId?: string;
}

/** ￥1,234.50 or -￥0.20, in tabular figures. */
export function MoneyText({ amountFen, size = 'normal', tone, testId }: MoneyTextProps): ReactNode {
  return <span className="money" data-size={size} data-tone={tone} data-testid={testId}>{formatMoney(amountFen)}</span>;
}
