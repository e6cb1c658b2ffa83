// Texts of payment, Chinese.
export const payment = {
} as const;
