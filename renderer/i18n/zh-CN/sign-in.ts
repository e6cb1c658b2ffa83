// Texts of sign-in, Chinese.
export const signIn = {
} as const;
