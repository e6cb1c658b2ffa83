import { describe, expect, it } from 'vitest';
import { mayUse } from '#shared/domain/permissions.ts';

describe('permissions', () => {
  it('[AC1] says of every role what it may use', () => {
    const table = ([null, 'clerk', 'manager'] as const).map((role) => (['public', 'clerk', 'manager'] as const).map((access) => mayUse(role, access)));
    expect(table).toEqual([[true, false, false], [true, true, false], [true, true, true]]);
  });
});
