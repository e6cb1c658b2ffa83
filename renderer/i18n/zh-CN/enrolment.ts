// Texts of enrolment, Chinese.
export const enrolment = {
} as const;
