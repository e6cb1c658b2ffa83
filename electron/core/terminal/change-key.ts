// The terminal's key changes by itself: when it is old, and at once when others could read it.
//
//   present key --(due)--> next key kept --(gateway answers)--> next key in the place of the present --> journaled
//   Wherever this is cut off, both keys are at hand and the next pass goes on from there.
import { Temporal } from 'temporal-polyfill';
import { appendEntry } from '../journal/append-entry.ts';
import type { Gateway, GatewayReply, KeyState } from '../ports.ts';
import { stampAt } from '../shift/business-day.ts';
import type { WriteDb } from '../store/sql.ts';
import type { Profile, Till } from '../till.ts';
import { keyChangeOf, keyPrintOf, newDeviceKey } from './device-key.ts';
import type { KeysFound } from './inspect-keys.ts';
import { DEVICE_KEY, NEXT_DEVICE_KEY } from './key-names.ts';
import { readTerminal, saveKeyChange, saveKeyState } from './terminal-repository.ts';

/** A key older than this is changed. */
export const KEY_GOOD_FOR_DAYS = 90;

/** A key that was made later than this from now was made by a wrong clock: its age is not known. */
const HOURS_AHEAD = 24;

/** A gateway that cannot change keys is not asked again sooner; other refusals pass. */
const PAUSE_AFTER_REFUSAL_MS = 3_600_000;
const cannot: ReadonlySet<string> = new Set(['not-found', 'not-yet-available', 'request-invalid', 'unknown']);
const notBefore = new WeakMap<Till, number>();

/**
 * Goes on with a change that was cut off. Comes before anything else is signed: the gateway may believe only the next key
 * by now. A key that cannot be changed does not keep the pass from going on with the present one.
 */
export async function settleKeyChange(till: Till, profile: Profile, gateway: Gateway): Promise<void> {
  const { nextDeviceKey } = till.secrets;
  if (nextDeviceKey !== null && mayChange(till)) await quietly(till, () => register(till, profile, gateway, nextDeviceKey));
}

/** Begins a change when one is due. Comes after the gateway has answered. Answers whether the key changed, which is journaled. */
export async function changeKeyWhenDue(till: Till, profile: Profile, gateway: Gateway): Promise<boolean> {
  const { nextDeviceKey, isNextShut } = till.secrets;
  if (nextDeviceKey !== null || isNextShut || !mayChange(till) || !isDue(till)) return false;
  const before = till.secrets.deviceKey;
  await quietly(till, async () => {
    const made = newDeviceKey();
    await till.ports.keychain.write(NEXT_DEVICE_KEY, made);
    till.secrets.nextDeviceKey = made;
    till.ports.probe.reach('key.before-send');
    await register(till, profile, gateway, made);
  });
  return till.secrets.deviceKey !== before;
}

/** What the start found: how the key lies there, and a change that was made but not yet written down. */
export function noteKeyState(till: Till, { device, next }: KeysFound): void {
  const profile = till.profile();
  const { deviceKey, nextDeviceKey } = till.secrets;
  if (profile === null || deviceKey === null || device === null) return;
  const { terminal } = profile;
  const found = nextDeviceKey === null ? worseOf(device, next) : device;
  const keyPrint = keyPrintOf(deviceKey);
  const isChanged = terminal.keyPrint !== null && terminal.keyPrint !== keyPrint;
  const isKeyExposed = found.wasExposed || (terminal.isKeyExposed && !isChanged);
  if (!isChanged && terminal.keyPrint === keyPrint && terminal.isKeySealed === found.isSealed && terminal.isKeyExposed === isKeyExposed) return;
  till.store.write((db) => {
    if (isChanged) noteChange(till, db, profile, { keyPrint, isKeySealed: found.isSealed });
    saveKeyState(db, { keyPrint, isKeySealed: found.isSealed, isKeyExposed });
  });
  till.forgetProfile();
}

/** Unless a change is under way, the second file is a copy of the key and tells as much. */
function worseOf(device: KeyState, copy: KeyState | null): KeyState {
  if (copy === null) return device;
  return { isSealed: device.isSealed && copy.isSealed, wasExposed: device.wasExposed || copy.wasExposed };
}

/** Reads again: this very pass may have finished an earlier change. */
function isDue(till: Till): boolean {
  const terminal = readTerminal(till.store.read);
  if (terminal === null || terminal.isKeyExposed) return terminal !== null;
  const now = till.ports.clock.now();
  const ageHours = Temporal.Instant.from(now).since(Temporal.Instant.from(terminal.keyMadeAt ?? terminal.enrolledAt)).total('hours');
  // Made by a clock that was far ahead, it would not grow old for as long.
  return ageHours >= KEY_GOOD_FOR_DAYS * 24 || ageHours < -HOURS_AHEAD;
}

/** Only the program of the window changes keys: of two at once, each could lose the other's. */
function mayChange(till: Till): boolean {
  return till.options.looksAfterPayments !== false && till.ports.clock.monotonicMs() >= (notBefore.get(till) ?? 0);
}

async function register(till: Till, profile: Profile, gateway: Gateway, nextKey: string): Promise<void> {
  const { terminalId } = profile.terminal;
  const change = keyChangeOf(nextKey, terminalId);
  const ask = async (privateKey: string): Promise<GatewayReply<unknown>> => gateway.changeKey({ terminalId, privateKey }, change);
  const first = await ask(till.secrets.deviceKey ?? nextKey);
  // The answer to an earlier try may have been lost so long ago that the present key is not believed any more.
  const reply = isSignatureRefused(first) ? await ask(nextKey) : first;
  if (!reply.ok) {
    if (reply.failure.kind === 'refused' && cannot.has(reply.failure.code)) notBefore.set(till, till.ports.clock.monotonicMs() + PAUSE_AFTER_REFUSAL_MS);
    till.ports.logger.warn('key.not-changed', { reason: reply.failure.kind === 'refused' ? reply.failure.code : reply.failure.detail });
    return;
  }
  till.ports.probe.reach('key.after-answer');
  const { isSealed } = await till.ports.keychain.write(DEVICE_KEY, nextKey);
  till.secrets.deviceKey = nextKey;
  till.secrets.nextDeviceKey = null;
  till.ports.probe.reach('key.after-seal');
  const isKeyExposed = till.secrets.wasNextExposed;
  till.secrets.wasNextExposed = false;
  const key = { keyPrint: keyPrintOf(nextKey), isKeySealed: isSealed };
  till.store.write((db) => {
    noteChange(till, db, profile, key);
    // Others could read this one before its turn: it is changed in its turn.
    if (isKeyExposed) saveKeyState(db, { ...key, isKeyExposed });
  });
  till.forgetProfile();
  till.announce('terminal');
}

function isSignatureRefused(reply: GatewayReply<unknown>): boolean {
  return !reply.ok && reply.failure.kind === 'refused' && reply.failure.code === 'signature-invalid';
}

function noteChange(till: Till, db: WriteDb, profile: Profile, key: { readonly keyPrint: string; readonly isKeySealed: boolean }): void {
  const now = till.ports.clock.now();
  appendEntry(db, stampAt(db, profile, now), 'terminal.key_changed', { reason: profile.terminal.isKeyExposed ? 'exposed' : 'age', isKeySealed: key.isKeySealed });
  saveKeyChange(db, { ...key, keyMadeAt: now });
}

/** A keychain that fails in the middle is met again in the next pass; both keys are still there. */
async function quietly(till: Till, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    till.ports.logger.error('key.change-failed', {}, cause);
  }
}
