// Channels that find a customer's card and check who is standing there.
import { z } from 'zod';
import { stages } from '../../domain/subscriber.ts';
import {
  dateSchema, documentTypeSchema, fenSchema, identityCheckIdSchema, instantSchema, localisedTextSchema, planIdSchema, saleIdSchema,
  subscriberRefSchema,
} from '../values.ts';
import { planVersionSchema } from '../records.ts';
import type { ChannelMap } from './channel.ts';

const allowance = z.strictObject({ left: z.int(), total: z.int() });

/** The account card: masked, worked out for today. */
export const accountSchema = z.strictObject({
  ref: subscriberRefSchema,
  msisdnMasked: z.string(),
  nameMasked: z.string(),
  iccidLast4: z.string(),
  cardKind: z.enum(['esim', 'sim']),
  stage: z.enum(stages),
  planId: planIdSchema.nullable(),
  planName: localisedTextSchema.nullable(),
  /** Last day with service. */
  expiryOn: dateSchema.nullable(),
  /** Days from today to the last day with service; negative when it has passed. */
  daysLeft: z.int().nullable(),
  balanceFen: fenSchema,
  dataMb: allowance,
  voiceMinutes: allowance,
  autoRenewal: z.enum(['off', 'on', 'failing']),
  recentRenewals: z.array(z.strictObject({ on: dateSchema, by: z.enum(['store', 'auto', 'online']), amountFen: fenSchema })),
  documentType: documentTypeSchema.nullable(),
  /** fresh: asked the carrier just now; directory: this terminal's own copy. */
  source: z.enum(['fresh', 'directory']),
  asOf: instantSchema,
  isStale: z.boolean(),
  /** Why no renewal can be taken now; null when it can. */
  bar: z.enum(['card-unbound', 'card-on-hold', 'real-name-block', 'card-closing-offline', 'card-closed', 'card-recycled', 'directory-too-old']).nullable(),
  /** Entries of this terminal for this card that the carrier has not answered yet. */
  waitingSales: z.int(),
  /** The scanned card number does not pass its check digit: look again before going on. */
  hasLuhnMismatch: z.boolean(),
});
export type Account = z.output<typeof accountSchema>;

export const identityViewSchema = z.strictObject({
  identityCheckId: identityCheckIdSchema,
  documentType: documentTypeSchema,
  numberMasked: z.string(),
  outcome: z.enum(['match', 'mismatch', 'expired', 'not-comparable']),
  checkedAt: instantSchema,
});
export type IdentityView = z.output<typeof identityViewSchema>;

export const customerChannels = {
  /** Offline directory only; answers at once. `key` is a phone number or ICCID as typed or scanned. */
  'subscriber.look-up': {
    kind: 'query', access: 'clerk', host: 'core', request: z.strictObject({ key: z.string().min(1).max(120) }), reply: accountSchema,
    problems: ['lookup-unreadable', 'msisdn-invalid', 'msisdn-data-card', 'iccid-invalid', 'subscriber-unknown'],
  },
  /** Asks the carrier for the fresh record (also for cards the directory does not hold) and keeps it. */
  'subscriber.refresh': {
    kind: 'command', access: 'clerk', host: 'core',
    request: z.union([z.strictObject({ key: z.string().min(1).max(120) }), z.strictObject({ ref: subscriberRefSchema })]), reply: accountSchema,
    problems: ['lookup-unreadable', 'msisdn-invalid', 'msisdn-data-card', 'iccid-invalid', 'subscriber-unknown', 'gateway-unreachable', 'gateway-refused'],
  },
  'identity.check': {
    kind: 'command', access: 'clerk', host: 'core',
    request: z.strictObject({
      saleId: saleIdSchema, documentType: documentTypeSchema, number: z.string().min(1).max(120),
      expiresOn: z.union([dateSchema, z.literal('LONG_TERM')]).optional(), way: z.enum(['typed', 'scanned']),
    }),
    reply: identityViewSchema,
    problems: [
      'sale-unknown', 'sale-already-completed', 'document-length', 'document-format', 'document-check-digit', 'document-region-unknown',
      'document-date-invalid', 'document-birth-future', 'document-15-digit', 'document-training-only', 'document-other-type',
    ],
  },
  'plan.list': { kind: 'query', access: 'staff', host: 'core', request: z.strictObject({}), reply: z.array(planVersionSchema), problems: [] },
} as const satisfies ChannelMap;

