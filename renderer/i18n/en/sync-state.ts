// Texts of sync-state, English.
import type { TextsLike } from '../texts-like.ts';
import type { syncState as chinese } from '../zh-CN/sync-state.ts';

export const syncState = {
} as const satisfies TextsLike<typeof chinese>;
