// Texts of shift, English.
import type { TextsLike } from '../texts-like.ts';
import type { shift as chinese } from '../zh-CN/shift.ts';

export const shift = {
} as const satisfies TextsLike<typeof chinese>;
