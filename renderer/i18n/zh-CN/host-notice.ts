// Texts of host-notice, Chinese.
export const hostNotice = {
} as const;
