// What each part of the gateway suite is given: a server over one implementation of the database, with a clock to move.
import { beforeAll, afterAll } from 'vitest';
import { createGateway, type Gateway } from '#gateway/create-gateway.ts';
import { createTrainingAcquirer } from '#gateway/acquirer/training-acquirer.ts';
import type { AcquirerOf } from '#gateway/acquirer/acquirer.ts';
import type { PaymentPorts } from '#gateway/payments/payment-ports.ts';
import { readIdentity } from '#gateway/store/gateway-identity.ts';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { enrolNew, type SignedTerminal } from '#tests/support/signed-terminal.ts';
import { silentLogger, systemRandom } from '#tests/support/gateway-process.ts';

export const startOfTests = '2026-03-10T02:00:00.000Z';

export interface GatewayUnderTest {
  url(): string;
  db(): GatewayDb;
  /** The gateway's present instant; assign to move it. */
  now: string;
  enrol(): Promise<SignedTerminal>;
  /** Time passes at the gateway. */
  advance(ms: number): void;
  /** Put another provider in place of the training one; null puts it back. */
  acquirerOf: AcquirerOf | null;
  /** What a program of its own on the same database would work with. */
  ports(): Promise<PaymentPorts>;
}

/** Opens the database before the tests of the calling `describe` and closes it after them. */
export function underTest(openDb: (clock: { now(): string }) => Promise<GatewayDb>): GatewayUnderTest {
  let db: GatewayDb | null = null;
  let gateway: Gateway | null = null;
  let url = '';
  const test: GatewayUnderTest = {
    url: () => url,
    db: () => {
      if (db === null) throw new Error('only inside tests');
      return db;
    },
    now: startOfTests,
    enrol: async () => enrolNew(url, test.db(), () => test.now),
    advance: (ms) => {
      test.now = new Date(Date.parse(test.now) + ms).toISOString();
    },
    acquirerOf: null,
    ports: async () => ({ db: test.db(), clock, logger: silentLogger, identity: await readIdentity(test.db()), acquirerOf }),
  };
  const clock = { now: (): string => test.now };
  const acquirerOf: AcquirerOf = (method) => (test.acquirerOf === null ? createTrainingAcquirer({ db: test.db(), clock }) : test.acquirerOf(method));
  beforeAll(async () => {
    db = await openDb(clock);
    gateway = await createGateway({ db, clock, random: systemRandom, logger: silentLogger, maxBulkCalls: 64, acquirerOf, isTraining: true });
    url = await gateway.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await gateway?.close();
    await db?.close();
  });
  return test;
}

export const problem = (code: string): string => `urn:heyon-pos:problem:${code}`;
