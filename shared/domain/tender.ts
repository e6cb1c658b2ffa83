// Ways to pay: what a tender is, who recognises a payment code, and what is still due on a sale.
import { roundCash, type CashRounding } from './cash.ts';
import { fen, subtractFen, sumFen, type Fen } from './fen.ts';

export const tenderMethods = ['cash', 'alipay', 'wechat', 'unionpay', 'card', 'balance'] as const;
export type TenderMethod = (typeof tenderMethods)[number];

/** Tenders with a payment of their own; cash is part of the commit of its sale. */
export const electronicMethods = ['alipay', 'wechat', 'unionpay', 'card', 'balance'] as const satisfies readonly TenderMethod[];
export type ElectronicMethod = (typeof electronicMethods)[number];

/** Wallets whose payment code the customer shows or which scan the code on our screen. */
export const walletMethods = ['alipay', 'wechat', 'unionpay'] as const satisfies readonly ElectronicMethod[];
export type WalletMethod = (typeof walletMethods)[number];

/**
 * payer-code: we read the customer's code. store-code: the customer reads a code from our screen. stand-alone: a card
 * machine of its own, approval typed in. connected: a card machine we drive. account: the customer's balance.
 */
export const tenderWays = ['payer-code', 'store-code', 'stand-alone', 'connected', 'account'] as const;
export type TenderWay = (typeof tenderWays)[number];

/** The ways in which a method can be taken at all. */
export const waysOf: Readonly<Record<ElectronicMethod, readonly TenderWay[]>> = {
  alipay: ['payer-code', 'store-code'],
  wechat: ['payer-code', 'store-code'],
  unionpay: ['payer-code', 'store-code'],
  card: ['stand-alone', 'connected'],
  balance: ['account'],
};

/** Whether a method can be taken this way at all. */
export function isWayOf(method: ElectronicMethod, way: TenderWay): boolean {
  return waysOf[method].includes(way);
}

/** Wallets and the balance pass through the carrier; cash and cards are taken, and given back, at the till. */
export function needsCarrier(method: TenderMethod): boolean {
  return method !== 'cash' && method !== 'card';
}

/** One line of the configured table by which a wallet is recognised: lengths and first digits of its payment codes. */
export interface WalletCodeRule {
  readonly method: WalletMethod;
  readonly minLength: number;
  readonly maxLength: number;
  readonly prefixes: readonly string[];
}

/** The wallet a payment code belongs to; null when no rule, or more than one wallet, claims it. */
export function recogniseWallet(code: string, rules: readonly WalletCodeRule[]): WalletMethod | null {
  if (!/^\d+$/.test(code)) return null;
  const claims = rules.filter((rule) =>
    code.length >= rule.minLength && code.length <= rule.maxLength && rule.prefixes.some((prefix) => code.startsWith(prefix)));
  const wallets = new Set(claims.map((rule) => rule.method));
  const [only] = wallets;
  return wallets.size === 1 && only !== undefined ? only : null;
}

/** What is left to pay after the given settled tenders; never negative. */
export function remainingDue(totalFen: Fen, settledFen: readonly Fen[]): Fen {
  const left = subtractFen(totalFen, sumFen(settledFen));
  return left > 0 ? left : fen(0);
}

export interface CashPart {
  /** What the customer hands over at least. */
  readonly dueFen: Fen;
  /** dueFen less what was left: negative where rounding favours the customer. */
  readonly roundingFen: Fen;
}

/** The cash part of a sale: whatever is left after everything else, rounded by store policy on this part alone. */
export function cashPart(leftFen: Fen, policy: CashRounding): CashPart {
  const dueFen = roundCash(leftFen, policy);
  return { dueFen, roundingFen: subtractFen(dueFen, leftFen) };
}
