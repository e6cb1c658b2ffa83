// Texts of settings, English.
import type { TextsLike } from '../texts-like.ts';
import type { settings as chinese } from '../zh-CN/settings.ts';

export const settings = {
} as const satisfies TextsLike<typeof chinese>;
