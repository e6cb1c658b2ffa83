// Texts of sync-state, Chinese.
export const syncState = {
} as const;
