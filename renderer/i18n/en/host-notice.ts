// Texts of host-notice, English.
import type { TextsLike } from '../texts-like.ts';
import type { hostNotice as chinese } from '../zh-CN/host-notice.ts';

export const hostNotice = {
} as const satisfies TextsLike<typeof chinese>;
