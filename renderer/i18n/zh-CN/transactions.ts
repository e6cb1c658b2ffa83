// Texts of transactions, Chinese.
export const transactions = {
} as const;
