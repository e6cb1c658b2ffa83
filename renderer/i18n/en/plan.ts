// Texts of plan, English.
import type { TextsLike } from '../texts-like.ts';
import type { plan as chinese } from '../zh-CN/plan.ts';

export const plan = {
} as const satisfies TextsLike<typeof chinese>;
