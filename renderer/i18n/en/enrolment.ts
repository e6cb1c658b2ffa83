// Texts of enrolment, English.
import type { TextsLike } from '../texts-like.ts';
import type { enrolment as chinese } from '../zh-CN/enrolment.ts';

export const enrolment = {
} as const satisfies TextsLike<typeof chinese>;
