// Who may use what, as a table.
import { describe, expect, it } from 'vitest';
import { mayUse, type Access, type Role } from '#shared/domain/permissions.ts';

const accesses: readonly Access[] = ['public', 'staff', 'clerk', 'reviewer', 'manager'];

describe('permissions', () => {
  it.each<[Role | null, readonly Access[]]>([
    [null, ['public']],
    ['clerk', ['public', 'staff', 'clerk']],
    ['manager', ['public', 'staff', 'clerk', 'reviewer', 'manager']],
    ['auditor', ['public', 'staff', 'reviewer']],
  ])('[AC1] %s may use %j and nothing else', (role, may) => {
    expect(accesses.filter((access) => mayUse(role, access))).toEqual(may);
  });
});
