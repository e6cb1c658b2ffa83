// One line per channel: who answers it.
import { err, ok } from '#shared/domain/base/result.ts';
import { readPlans } from '../catalog/plan-repository.ts';
import { checkIdentity } from '../identity/check-identity.ts';
import { beginPrint, finishPrint, pendingPrintJobs, reprintReceipt } from '../receipt/print-queue.ts';
import { abandonSale, beginSale } from '../sale/begin-sale.ts';
import { completeSale } from '../sale/complete-sale.ts';
import { quoteSale } from '../sale/quote-sale.ts';
import { currentSale, listedSales, readSale } from '../sale/read-sales.ts';
import { rescueTill } from '../rescue/rescue-till.ts';
import { chooseLocale, choosePrinter, readSettings } from '../settings/choose-settings.ts';
import { readPeople } from '../staff/staff-repository.ts';
import { lookUpSubscriber, refreshSubscriber } from '../subscriber/look-up-subscriber.ts';
import { readProgress } from '../sync/sync-repository.ts';
import { syncView, waitingView } from '../sync/sync-view.ts';
import { listStoreTerminals, shutOutTerminal } from '../terminal/shut-out-terminal.ts';
import type { Conversation } from './conversation.ts';
import { paymentHandlers } from './payment-handlers.ts';
import { reviewHandlers } from './review-handlers.ts';
import { shiftHandlers } from './shift-handlers.ts';
import type { TillHandlers } from './till-handlers.ts';
import { undoHandlers } from './undo-handlers.ts';

/** `conversation` holds what lives in memory between calls: who is signed in, and whether an enrolment is under way. */
export function createHandlers(conversation: Conversation): TillHandlers {
  return {
    ...paymentHandlers, ...undoHandlers, ...shiftHandlers, ...reviewHandlers,
    'terminal.read': (ctx) => ok(conversation.terminal(ctx)),
    'terminal.rescue': (ctx) => (readProgress(ctx.db).stoppedBy === null ? err({ code: 'rescue-not-needed' }) : rescueTill(ctx.till.ports, ctx.till.options)),
    'terminal.enrol': (ctx, request) => conversation.enrol(ctx, request),
    'terminal.list': listStoreTerminals,
    'terminal.shut-out': shutOutTerminal,
    'staff.list': (ctx) => ok(readPeople(ctx.db)),
    'session.read': (ctx) => ok(conversation.session(ctx)),
    'session.sign-in': (ctx, request) => conversation.signIn(ctx, request),
    'session.lock': (ctx) => ok(conversation.lock(ctx)),
    'session.sign-out': (ctx) => ok(conversation.signOut(ctx)),
    'session.touch': (ctx) => ok(conversation.touch(ctx)),
    'subscriber.look-up': lookUpSubscriber,
    'subscriber.refresh': refreshSubscriber,
    'identity.check': checkIdentity,
    'plan.list': (ctx) => ok(readPlans(ctx.db)),
    'sale.begin': beginSale,
    'sale.current': currentSale,
    'sale.quote': quoteSale,
    'sale.complete': completeSale,
    'sale.abandon': abandonSale,
    'sale.read': readSale,
    'sale.list': listedSales,
    'receipt.reprint': reprintReceipt,
    'print.pending': (ctx) => ok(pendingPrintJobs(ctx)),
    'print.begin': beginPrint,
    'print.finish': finishPrint,
    'sync.read': (ctx) => ok(syncView(ctx.till, ctx.db)),
    'sync.waiting': (ctx) => ok(waitingView(ctx.db)),
    'sync.now': (ctx) => conversation.syncNow(ctx),
    'settings.read': (ctx) => ok(readSettings(ctx)),
    'settings.choose-locale': chooseLocale,
    'settings.choose-printer': choosePrinter,
  };
}
