// People who may sign in, their sealed PIN hashes, and who is locked out after wrong PINs.
import { z } from 'zod';
import { roles, type Role } from '#shared/domain/permissions.ts';
import { noWrongPins, type PinLock } from '#shared/domain/pin-lock.ts';
import type { StaffId } from '#shared/domain/ids.ts';
import { staffIdSchema } from '#shared/contract/values.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export interface Person {
  readonly staffId: StaffId;
  readonly name: string;
  readonly role: Role;
}

const personRow = z.object({ staff_id: staffIdSchema, name: z.string(), role: z.enum(roles) });
const pinRow = personRow.extend({ pin_hash_sealed: z.string() });
const lockRow = z.object({ failures: z.int(), locked_until: z.string().nullable() });

export function readPeople(db: ReadDb): Person[] {
  // Who sells comes first: the digit keys of the sign-in screen are theirs.
  return db.all(`SELECT staff_id, name, role FROM staff ORDER BY CASE role WHEN 'clerk' THEN 0 WHEN 'manager' THEN 1 ELSE 2 END, staff_id`, [], personRow)
    .map((row) => ({ staffId: row.staff_id, name: row.name, role: row.role }));
}

/** Null for somebody the carrier does not name, or no longer. */
export function readPerson(db: ReadDb, staffId: StaffId): Person | null {
  const row = db.one('SELECT staff_id, name, role FROM staff WHERE staff_id = ?', [staffId], personRow);
  return row === null ? null : { staffId: row.staff_id, name: row.name, role: row.role };
}

export function readPersonWithPin(db: ReadDb, staffId: StaffId): { readonly person: Person; readonly pinHashSealed: string } | null {
  const row = db.one('SELECT staff_id, name, role, pin_hash_sealed FROM staff WHERE staff_id = ?', [staffId], pinRow);
  if (row === null) return null;
  return { person: { staffId: row.staff_id, name: row.name, role: row.role }, pinHashSealed: row.pin_hash_sealed };
}

export function savePerson(db: WriteDb, person: Person, pinHashSealed: string): void {
  db.run(
    `INSERT INTO staff (staff_id, name, role, pin_hash_sealed, delivery) VALUES (?, ?, ?, ?, (SELECT number FROM feed_delivery))
     ON CONFLICT (staff_id) DO UPDATE SET name = excluded.name, role = excluded.role, pin_hash_sealed = excluded.pin_hash_sealed,
       delivery = excluded.delivery`,
    [person.staffId, person.name, person.role, pinHashSealed],
  );
}

export function removePerson(db: WriteDb, staffId: string): void {
  db.run('DELETE FROM staff WHERE staff_id = ?', [staffId]);
}

/** People whom the last whole delivery did not name. */
export function removeOutdatedPeople(db: WriteDb): void {
  db.run('DELETE FROM staff WHERE delivery <> (SELECT number FROM feed_delivery)', []);
}

export function readPinLock(db: ReadDb, staffId: StaffId): PinLock {
  const row = db.one('SELECT failures, locked_until FROM pin_lock WHERE staff_id = ?', [staffId], lockRow);
  return row === null ? noWrongPins : { wrongTries: row.failures, lockedUntilAt: row.locked_until };
}

export function savePinLock(db: WriteDb, staffId: StaffId, state: PinLock): void {
  db.run(
    `INSERT INTO pin_lock (staff_id, failures, locked_until) VALUES (?, ?, ?)
     ON CONFLICT (staff_id) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until`,
    [staffId, state.wrongTries, state.lockedUntilAt],
  );
}
