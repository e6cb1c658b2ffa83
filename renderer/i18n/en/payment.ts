// Texts of payment, English.
import type { TextsLike } from '../texts-like.ts';
import type { payment as chinese } from '../zh-CN/payment.ts';

export const payment = {
} as const satisfies TextsLike<typeof chinese>;
