// Texts of identity, English.
import type { TextsLike } from '../texts-like.ts';
import type { identity as chinese } from '../zh-CN/identity.ts';

export const identity = {
} as const satisfies TextsLike<typeof chinese>;
