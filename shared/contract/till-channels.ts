// The names of all channels as plain data, for the preload script, which must not carry the schemas.
import type { Channel } from './till-api.ts';

export const tillChannels = [
  'terminal.read', 'terminal.enrol', 'terminal.list', 'terminal.shut-out', 'terminal.rescue', 'staff.list', 'session.read', 'session.sign-in', 'session.lock', 'session.sign-out', 'session.touch',
  'subscriber.look-up', 'subscriber.refresh', 'identity.check', 'plan.list',
  'sale.begin', 'sale.current', 'sale.quote', 'sale.complete', 'sale.abandon', 'sale.read', 'sale.list',
  'receipt.reprint', 'print.pending', 'print.begin', 'print.finish', 'printer.list', 'printer.print',
  'payment.options', 'payment.start', 'payment.read', 'payment.ask', 'payment.undo', 'payment.confirm', 'payment.decline', 'payment.force',
  'payment.list-open', 'payment.find', 'sale.park', 'sale.list-parked',
  'sale.void', 'sale.can-void', 'refund.preview', 'refund.start', 'refund.read', 'refund.ask', 'refund.list', 'task.list', 'task.assign', 'task.close',
  'approval.need', 'approval.grant', 'approval.challenge', 'approval.answer', 'approval.compute',
  'shift.current', 'shift.open', 'cash.move', 'drawer.open', 'shift.x', 'shift.count', 'shift.close', 'shift.open-work', 'shift.list', 'shift.reprint',
  'review.read', 'review.rows', 'review.story', 'review.trend', 'review.store', 'review.export', 'review.export-state', 'review.export-cancel',
  'review.reconcile',
  'sync.read', 'sync.waiting', 'sync.now', 'settings.read', 'settings.choose-locale', 'settings.choose-printer',
] as const satisfies readonly Channel[];

/** The one name under which all of these travel from the window to the shell. */
export const CALL_CHANNEL = 'till';
