// Texts of look-up, English.
import type { TextsLike } from '../texts-like.ts';
import type { lookUp as chinese } from '../zh-CN/look-up.ts';

export const lookUp = {
} as const satisfies TextsLike<typeof chinese>;
