// The people and customers that tests use: the practice data of training mode, nothing real.
export const clerk = { staffId: 'c01', pin: '135790' } as const;
export const otherClerk = { staffId: 'c02', pin: '246802' } as const;
export const manager = { staffId: 'm01', pin: '864209' } as const;
export const otherManager = { staffId: 'm02', pin: '753159' } as const;
export const auditor = { staffId: 'a01', pin: '951753' } as const;

export type Person = { readonly staffId: string; readonly pin: string };
