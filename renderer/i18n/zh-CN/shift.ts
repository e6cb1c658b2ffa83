// Texts of shift, Chinese.
export const shift = {
} as const;
