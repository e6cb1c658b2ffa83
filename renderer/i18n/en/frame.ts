// Texts of frame, English.
import type { TextsLike } from '../texts-like.ts';
import type { frame as chinese } from '../zh-CN/frame.ts';

export const frame = {
} as const satisfies TextsLike<typeof chinese>;
