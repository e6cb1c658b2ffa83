// Texts of settings, Chinese.
export const settings = {
} as const;
