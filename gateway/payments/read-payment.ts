// What is known of a payment; the provider is asked when it is time to.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { TerminalRow } from '../terminals/terminal-repository.ts';
import type { PaymentPorts } from './payment-ports.ts';
import { findPayment, type PaymentRow } from './payment-repository.ts';
import { stepPayment } from './step-payment.ts';

/** Another terminal's payment is unknown, too. */
export async function readPayment(ports: PaymentPorts, terminal: TerminalRow, paymentId: string): Promise<Result<PaymentRow, { code: 'payment-unknown' }>> {
  const row = await findPayment(ports.db, paymentId);
  if (row === null || row.terminalId !== terminal.terminalId) return err({ code: 'payment-unknown' });
  const isDue = row.nextAt !== null && row.nextAt <= ports.clock.now();
  return ok(isDue ? await stepPayment(ports, paymentId) ?? row : row);
}
