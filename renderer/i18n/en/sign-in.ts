// Texts of sign-in, English.
import type { TextsLike } from '../texts-like.ts';
import type { signIn as chinese } from '../zh-CN/sign-in.ts';

export const signIn = {
} as const satisfies TextsLike<typeof chinese>;
