// Texts of receipt, Chinese.
export const receipt = {
} as const;
