// Who may do what. Every channel of the contract names the access it needs.

export const roles = ['clerk', 'manager'] as const;
export type Role = (typeof roles)[number];

/** public: also before sign-in and while locked. */
export type Access = 'public' | Role;

const rank: Record<Access, number> = { public: 0, clerk: 1, manager: 2 };

/** Whether a person of this role (null: nobody is signed in) may use a channel. */
export function mayUse(role: Role | null, access: Access): boolean {
  return rank[role ?? 'public'] >= rank[access];
}
