// Texts of transactions, English.
import type { TextsLike } from '../texts-like.ts';
import type { transactions as chinese } from '../zh-CN/transactions.ts';

export const transactions = {
} as const satisfies TextsLike<typeof chinese>;
