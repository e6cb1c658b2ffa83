// Texts of frame, Chinese.
export const frame = {
} as const;
