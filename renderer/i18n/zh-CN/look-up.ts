// Texts of look-up, Chinese.
export const lookUp = {
} as const;
