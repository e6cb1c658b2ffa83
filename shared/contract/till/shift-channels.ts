// Channels of the shift and its drawer.
import { z } from 'zod';
import { shiftClosedSchema } from '../journal-entries.ts';
import { dateSchema, fenSchema, instantSchema, shiftIdSchema, staffIdSchema } from '../values.ts';
import type { ChannelMap } from './channel.ts';
import { receiptDocumentSchema } from './sale-channels.ts';

/** The open shift as anybody at the terminal may see it: the expected cash stays hidden until the count is committed. */
export const shiftViewSchema = z.strictObject({
  shiftId: shiftIdSchema,
  staffId: staffIdSchema,
  openedAt: instantSchema,
  businessDate: dateSchema,
  floatFen: fenSchema,
  saleCount: z.int(),
  salesFen: fenSchema,
});

export const zReportSchema = shiftClosedSchema.extend({ receipt: receiptDocumentSchema });
export type ZReport = z.output<typeof zReportSchema>;

export const shiftChannels = {
  'shift.current': { kind: 'query', access: 'clerk', host: 'core', request: z.strictObject({}), reply: z.strictObject({ shift: shiftViewSchema.nullable(), lastCountFen: fenSchema.nullable(), lastZ: zReportSchema.nullable() }), problems: [] },
  'shift.open': { kind: 'command', access: 'clerk', host: 'core', request: z.strictObject({ floatFen: fenSchema }), reply: shiftViewSchema, problems: ['shift-already-open'] },
  'shift.close': { kind: 'command', access: 'clerk', host: 'core', request: z.strictObject({ shiftId: shiftIdSchema, countedFen: fenSchema }), reply: zReportSchema, problems: ['shift-closed', 'sale-still-open'] },
} as const satisfies ChannelMap;

export type ShiftView = z.output<typeof shiftViewSchema>;
