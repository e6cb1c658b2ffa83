// Texts of plan, Chinese.
export const plan = {
} as const;
