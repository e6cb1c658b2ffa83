// Where providers report results by themselves. Believed only under their signature, and then only to ask about the order now.
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Result } from '#shared/domain/base/result.ts';
import type { PaymentPorts } from '../payments/payment-ports.ts';
import { stepPayment } from '../payments/step-payment.ts';
import { sendProblem } from './problem.ts';

type Reading = Result<{ readonly orderNumber: string }, { readonly code: 'signature-invalid' | 'request-invalid' }>;

/** How to read the reports of each provider; left out where it is not configured. */
export interface NotificationReaders {
  readonly alipay?: (body: string) => Reading;
  readonly wechat?: (header: (name: string) => string | null, body: string) => Reading;
}

/** Adds the routes of the configured providers. They are no calls of the interface: their shape is the provider's. */
export function serveNotifications(app: FastifyInstance, ports: PaymentPorts, readers: NotificationReaders): void {
  const { alipay, wechat } = readers;
  if (alipay !== undefined) {
    // Alipay repeats its report until it reads this one word.
    app.post('/v1/notifications/alipay', async (request, reply) => answer(ports, alipay(textOf(request.body)), reply, async () => reply.type('text/plain').send('success')));
  }
  if (wechat !== undefined) {
    app.post('/v1/notifications/wechat', async (request, reply) => {
      const header = (name: string): string | null => {
        const value = request.headers[name.toLowerCase()];
        return typeof value === 'string' ? value : null;
      };
      return answer(ports, wechat(header, textOf(request.body)), reply, async () => reply.code(204).send());
    });
  }
}

async function answer(ports: PaymentPorts, reading: Reading, reply: FastifyReply, thank: () => Promise<FastifyReply>): Promise<FastifyReply> {
  if (!reading.ok) return sendProblem(reply, reading.problem);
  // An order nobody here knows is thanked for as well: a repeat would change nothing.
  await stepPayment(ports, paymentIdOf(reading.value.orderNumber));
  return thank();
}

/** Our order number is the payment id without its hyphens. */
function paymentIdOf(orderNumber: string): string {
  return orderNumber.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function textOf(body: unknown): string {
  return Buffer.isBuffer(body) ? body.toString('utf8') : '';
}
