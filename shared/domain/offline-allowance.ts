// How much may be sold while the carrier cannot be asked: a ceiling on one sale, on their sum, their number, and the time.
import { Temporal } from 'temporal-polyfill';
import { fen, subtractFen, type Fen } from './fen.ts';

export interface OfflineLimits {
  readonly saleLimitFen: Fen;
  readonly totalLimitFen: Fen;
  readonly maxSales: number;
  readonly maxHours: number;
}

/** What was sold since the carrier was last reached. */
export interface OfflineUse {
  readonly lostSince: string;
  readonly sales: number;
  readonly totalFen: Fen;
}

export interface OfflineAllowance {
  readonly leftFen: Fen;
  readonly leftSales: number;
  readonly untilAt: string;
  readonly saleLimitFen: Fen;
}

/** What is left of the ceiling. */
export function offlineAllowance(limits: OfflineLimits, use: OfflineUse): OfflineAllowance {
  const left = subtractFen(limits.totalLimitFen, use.totalFen);
  return {
    leftFen: left > 0 ? left : fen(0), leftSales: Math.max(0, limits.maxSales - use.sales), saleLimitFen: limits.saleLimitFen,
    untilAt: Temporal.Instant.from(use.lostSince).add({ hours: limits.maxHours }).toString({ smallestUnit: 'millisecond' }),
  };
}

/** The most that one sale may come to now; 0 where none may be made. Instants are RFC 3339 UTC with milliseconds, which compare as text. */
export function offlineSaleLimit(allowance: OfflineAllowance, now: string): Fen {
  if (allowance.leftSales === 0 || now > allowance.untilAt) return fen(0);
  return allowance.leftFen < allowance.saleLimitFen ? allowance.leftFen : allowance.saleLimitFen;
}
