// Keeps open payments and refunds moving without anybody asking. Several gateways may run one each over a database.
import type { Timers } from '../ports.ts';
import { stepRefund } from '../refunds/step-refund.ts';
import { dueRefunds } from '../refunds/refund-repository.ts';
import type { PaymentPorts } from './payment-ports.ts';
import { duePayments } from './payment-repository.ts';
import { stepPayment } from './step-payment.ts';

const TICK_MS = 1000;
const AT_ONCE = 20;

export interface PaymentClock {
  /** Waits for the round that is under way and begins no other. */
  stop(): Promise<void>;
}

/** Takes everything that is due one step on. */
export async function sweepPayments(ports: PaymentPorts): Promise<void> {
  const now = ports.clock.now();
  const payments = await duePayments(ports.db, now, AT_ONCE);
  const refunds = await dueRefunds(ports.db, now, AT_ONCE);
  await Promise.all([...payments.map(async (id) => stepPayment(ports, id)), ...refunds.map(async (id) => stepRefund(ports, id))]);
}

/** Sweeps every second, one round after the other. */
export function startPaymentClock(ports: PaymentPorts, timers: Timers): PaymentClock {
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  let cancel = (): void => undefined;
  const plan = (): void => {
    cancel = timers.after(TICK_MS, () => {
      running = round(ports).then(() => {
        if (!isStopped) plan();
      });
    });
  };
  plan();
  return {
    stop: async () => {
      isStopped = true;
      cancel();
      await running;
    },
  };
}

/** A database that is away is met again by the next round. */
async function round(ports: PaymentPorts): Promise<void> {
  try {
    await sweepPayments(ports);
  } catch (cause) {
    ports.logger.warn('payments.sweep-failed', { reason: cause instanceof Error ? cause.name : 'error' });
  }
}
