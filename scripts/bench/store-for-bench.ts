// A carrier in memory for benchmarks: enrols the core and publishes one store, so that only the till is measured.
import { randomBytes, scryptSync } from 'node:crypto';
import { digest } from '#core/subscriber/digest.ts';
import type { Gateway } from '#core/ports.ts';
import { changeSchema, digestInput, enrolReplySchema, type Change } from '#shared/contract/gateway-api.ts';
import { subscriberRecordSchema } from '#shared/contract/records.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';

export const directoryKey = randomBytes(32);
export const benchPin = '135790';
const serverTime = (): string => new Date().toISOString();

const store = {
  storeId: 'BENCH-1', name: { 'zh-CN': '基准店', en: 'Bench store' }, address: { 'zh-CN': '', en: '' }, timeZone: 'Asia/Shanghai',
  hotline: '10000', isTraining: true,
};
const config = {
  idleLockSeconds: 3600, identityPolicy: { mode: 'never-for-payment', limitFen: 0 }, stageDays: { graceDays: 30, suspendedDays: 60 },
  offlineRowMaxAgeHours: 240, pollSeconds: 3600, receiptLocale: 'zh-CN', invoiceUrl: 'https://invoice.example/t/',
};

/** A directory row for the n-th phone number, 165 followed by eight digits. */
export function benchSubscriber(index: number): SubscriberRecord {
  const key = directoryKey;
  return subscriberRecordSchema.parse({
    ref: `b-${index}`, msisdnDigest: digest(key, digestInput.msisdn(benchMsisdn(index))), iccidDigest: digest(key, `iccid:${index}`), document: null,
    msisdnMasked: `165****${String(index % 10_000).padStart(4, '0')}`, nameMasked: '张*', iccidLast4: '0001', cardKind: 'esim', stage: 'ACTIVE',
    planId: 'plus-60', serviceEndOn: '2027-01-15', anchorDay: 15, balanceFen: 0, dataMb: { left: 1, total: 2 }, voiceMinutes: { left: 1, total: 2 },
    autoRenewal: 'off', recentRenewals: [], asOf: serverTime(),
  });
}

export function benchMsisdn(index: number): string {
  return `165${String(index).padStart(8, '0')}`;
}

function published(): Change[] {
  const salt = randomBytes(16);
  const pinHash = `scrypt$1024$8$1$${salt.toString('base64url')}$${scryptSync(benchPin, salt, 32, { N: 1024 }).toString('base64url')}`;
  const plan = {
    planId: 'plus-60', version: 1, kind: 'monthly', name: { 'zh-CN': '畅享 60', en: 'Plus 60' }, priceFen: 6000, dataMb: 20_480, voiceMinutes: 300,
    roamingMb: 1024, months: [1, 3, 6, 12], sellableFrom: '2020-01-01', sellableUntil: null,
  };
  return [
    { kind: 'plan', id: 'plus-60', version: 1, data: plan },
    { kind: 'staff', id: 'c01', version: 1, data: { staffId: 'c01', name: 'Bench', role: 'clerk', pinHash } },
    { kind: 'staff', id: 'm01', version: 1, data: { staffId: 'm01', name: 'Bench manager', role: 'manager', pinHash } },
  ].map((change) => changeSchema.parse(change));
}

/** Answers enrolment and the first delivery, and is unreachable for everything else. */
export function benchGateway(): Gateway {
  const unreachable = { ok: false, failure: { kind: 'unreachable', detail: 'bench' } } as const;
  return {
    enrol: async () => ({
      ok: true,
      value: enrolReplySchema.parse({ terminalId: 'T-BENCH', store, config, directoryKey: directoryKey.toString('base64'), serverTime: serverTime() }),
    }),
    putPayment: async () => unreachable, readPayment: async () => unreachable, reversePayment: async () => unreachable, previewRefund: async () => unreachable,
    putRefund: async () => unreachable, readRefund: async () => unreachable, readStoreDay: async () => unreachable,
    changeKey: async () => unreachable, readJournal: async () => unreachable, readStoreTerminals: async () => unreachable, revokeTerminal: async () => unreachable,
    postJournal: async (_identity, entries) => {
      const last = entries.at(-1);
      return last === undefined ? unreachable : { ok: true, value: { acceptedThrough: last.seq, head: last.hash } };
    },
    readChanges: async (_identity, cursor) => ({
      ok: true, value: { changes: cursor === null ? published() : [], cursor: '1', more: false, serverTime: serverTime() },
    }),
    searchSubscriber: async () => unreachable,
  };
}
