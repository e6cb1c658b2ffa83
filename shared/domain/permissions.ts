// Who may do what. Every channel of the contract names the access it needs.

/** auditor: reads everything, moves nothing. */
export const roles = ['clerk', 'manager', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** public: also before sign-in and while locked. staff: anybody signed in. reviewer: who reads the store's figures. */
export type Access = 'public' | 'staff' | 'clerk' | 'reviewer' | 'manager';

const allowed: Readonly<Record<Exclude<Access, 'public'>, ReadonlySet<Role>>> = {
  staff: new Set(roles),
  clerk: new Set<Role>(['clerk', 'manager']),
  reviewer: new Set<Role>(['manager', 'auditor']),
  manager: new Set<Role>(['manager']),
};

/** Whether a person of this role (null: nobody is signed in) may use a channel. */
export function mayUse(role: Role | null, access: Access): boolean {
  if (access === 'public') return true;
  return role !== null && allowed[access].has(role);
}
