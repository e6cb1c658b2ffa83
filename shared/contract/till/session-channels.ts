// Channels about the terminal itself, its people and who is at it.
import { z } from 'zod';
import { roles } from '../../domain/permissions.ts';
import { dateSchema, instantSchema, localeSchema, localisedTextSchema, staffIdSchema, storeIdSchema, terminalIdSchema } from '../values.ts';
import type { ChannelMap } from './channel.ts';

const nothing = z.strictObject({});

export const personSchema = z.strictObject({ staffId: staffIdSchema, name: z.string(), role: z.enum(roles) });

export const terminalViewSchema = z.strictObject({
  /** starting: the first data is on its way. */
  phase: z.enum(['not-enrolled', 'enrolling', 'starting', 'ready', 'stopped']),
  stoppedBy: z.string().nullable(),
  terminalId: terminalIdSchema.nullable(),
  storeId: storeIdSchema.nullable(),
  storeName: localisedTextSchema.nullable(),
  timeZone: z.string(),
  isTraining: z.boolean(),
  /** The civil date in the store's zone; an open shift may carry an earlier business date. */
  todayOn: dateSchema,
  now: instantSchema,
  /** False: the device key lies in a file that only its owner can read, since the system has no keychain. */
  isKeySealed: z.boolean(),
  /** Rows of the directory held; rises while the first delivery is on its way. */
  directoryCount: z.int(),
  locale: localeSchema,
  hotline: z.string(),
});

export const sessionViewSchema = z.strictObject({
  state: z.enum(['signed-out', 'signed-in', 'locked']),
  person: personSchema.nullable(),
  idleLockSeconds: z.int(),
});

export const storeTerminalSchema = z.strictObject({
  terminalId: terminalIdSchema,
  isThis: z.boolean(),
  status: z.enum(['active', 'revoked']),
  enrolledAt: instantSchema,
  revokedAt: instantSchema.nullable(),
  /** Journal entries of it that the carrier has, and when the last arrived. */
  entryCount: z.int(),
  lastReceivedAt: instantSchema.nullable(),
});
export type StoreTerminal = z.output<typeof storeTerminalSchema>;

const pinSchema = z.string().regex(/^\d{4,12}$/);

/** What could be saved from the books of a till that has stopped. */
export const rescuedSchema = z.strictObject({
  /** Where it lies: below the data folder, or in a folder of the user where that one takes nothing. */
  file: z.string().max(1024),
  rows: z.int(),
  /** Every row of the journal was read and fits. */
  isWhole: z.boolean(),
  /** Rows that do not fit, and ranges of rows that cannot be read. */
  faultCount: z.int(),
  unreadRanges: z.int(),
  /** Rows the carrier does not have: these exist nowhere else. */
  unconfirmedRows: z.int(),
});
export type Rescued = z.output<typeof rescuedSchema>;

export const sessionChannels = {
  /** Only where the till has stopped, and without signing in: who may sign in can be what cannot be read. The file holds no number of a customer. */
  'terminal.rescue': { kind: 'command', access: 'public', host: 'core', request: nothing, reply: rescuedSchema, problems: ['rescue-not-needed', 'rescue-failed'] },
  'terminal.read': { kind: 'query', access: 'public', host: 'core', request: nothing, reply: terminalViewSchema, problems: [] },
  'terminal.enrol': {
    kind: 'command', access: 'public', host: 'core',
    request: z.strictObject({ storeCode: z.string().trim().min(1).max(64).regex(/^[A-Za-z0-9._-]+$/), activationCode: z.string().trim().min(4).max(64) }),
    reply: terminalViewSchema,
    problems: [
      'already-enrolled', 'gateway-insecure', 'activation-refused', 'activation-used', 'activation-expired', 'activation-paused', 'gateway-unreachable', 'gateway-refused',
    ],
  },
  /** The terminals of the store, as the carrier has them now. */
  'terminal.list': {
    kind: 'query', access: 'manager', host: 'core', request: nothing, reply: z.strictObject({ terminals: z.array(storeTerminalSchema).max(500) }),
    problems: ['gateway-unreachable', 'gateway-refused'],
  },
  /** Shuts another terminal of the store out; the signed-in manager's PIN once more. */
  'terminal.shut-out': {
    kind: 'command', access: 'manager', host: 'core', request: z.strictObject({ terminalId: terminalIdSchema, pin: pinSchema }),
    reply: z.strictObject({ terminalId: terminalIdSchema, revokedAt: instantSchema }),
    problems: ['terminal-own', 'terminal-unknown', 'staff-unknown', 'pin-wrong', 'staff-locked', 'gateway-unreachable', 'gateway-refused'],
  },
  'staff.list': { kind: 'query', access: 'public', host: 'core', request: nothing, reply: z.array(personSchema), problems: [] },
  'session.read': { kind: 'query', access: 'public', host: 'core', request: nothing, reply: sessionViewSchema, problems: [] },
  'session.sign-in': {
    kind: 'command', access: 'public', host: 'core',
    request: z.strictObject({ staffId: staffIdSchema, pin: pinSchema }),
    reply: sessionViewSchema,
    problems: ['staff-unknown', 'pin-wrong', 'staff-locked'],
  },
  'session.lock': { kind: 'command', access: 'public', host: 'core', request: nothing, reply: sessionViewSchema, problems: [] },
  'session.sign-out': { kind: 'command', access: 'public', host: 'core', request: nothing, reply: sessionViewSchema, problems: [] },
  /** Somebody is at the terminal: puts off the idle lock. */
  'session.touch': { kind: 'query', access: 'staff', host: 'core', request: nothing, reply: sessionViewSchema, problems: [] },
} as const satisfies ChannelMap;
