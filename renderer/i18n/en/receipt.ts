// Texts of receipt, English.
import type { TextsLike } from '../texts-like.ts';
import type { receipt as chinese } from '../zh-CN/receipt.ts';

export const receipt = {
} as const satisfies TextsLike<typeof chinese>;
