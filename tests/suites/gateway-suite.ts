// One contract for the gateway over every database it may run on.
import { describe } from 'vitest';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { changesTests } from './gateway/changes-tests.ts';
import { enrolmentTests } from './gateway/enrolment-tests.ts';
import { underTest } from './gateway/gateway-under-test.ts';
import { journalTests } from './gateway/journal-tests.ts';
import { paymentTests } from './gateway/payment-tests.ts';
import { refundTests } from './gateway/refund-tests.ts';
import { requestTests } from './gateway/request-tests.ts';
import { saleTests } from './gateway/sale-tests.ts';
import { signatureTests } from './gateway/signature-tests.ts';
import { tenderTests } from './gateway/tender-tests.ts';
import { terminalTests } from './gateway/terminal-tests.ts';
import { transactionTests } from './gateway/transaction-tests.ts';

/** `openDb` gives a prepared database seeded with the training data on the given clock's day. */
export function gatewaySuite(name: string, openDb: (clock: { now(): string }) => Promise<GatewayDb>): void {
  describe(`gateway over ${name}`, () => {
    const test = underTest(openDb);
    enrolmentTests(test);
    signatureTests(test);
    terminalTests(test);
    journalTests(test);
    saleTests(test);
    paymentTests(test);
    tenderTests(test);
    refundTests(test);
    changesTests(test);
    requestTests(test);
    transactionTests(test);
  });
}
