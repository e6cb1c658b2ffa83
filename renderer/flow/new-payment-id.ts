// Names what moves money before anything is sent, so that a press repeated after a lost answer is the same act.
import type { MoveId, PaymentId } from '#shared/domain/ids.ts';

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A UUIDv7 of the window's own clock. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = Date.now().toString(16).padStart(12, '0');
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const rest = hex(bytes).slice(12);
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
}

// Only here is a bare text made into the id of a payment, or of a movement of cash.
export const newPaymentId = (): PaymentId => newId() as PaymentId;
export const newMoveId = (): MoveId => newId() as MoveId;
