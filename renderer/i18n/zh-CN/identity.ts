// Texts of identity, Chinese.
export const identity = {
} as const;
