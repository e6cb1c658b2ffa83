// Fills an empty database with the training store, its people and its directory. Dates count from the day of seeding.
import { scrypt } from 'node:crypto';
import { must } from '#shared/domain/base/invariant.ts';
import { addDays, dateInZone, type BusinessDate } from '#shared/domain/business-date.ts';
import { readDocument } from '#shared/domain/identity/check-document.ts';
import { maskName } from '#shared/domain/masking.ts';
import { digestInput } from '#shared/contract/gateway-api.ts';
import { staffRecordSchema, subscriberRecordSchema, type StaffRecord } from '#shared/contract/records.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import { lockPublishing, publishChanges, type PublishedChange } from '../changes/publish-change.ts';
import type { Random } from '../ports.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import { hashActivationCode, type GatewayIdentity } from '../store/gateway-identity.ts';
import { keyedDigest } from '../subscribers/keyed-digest.ts';
import { saveSubscribers } from '../subscribers/subscriber-repository.ts';
import { insertActivationCode } from '../terminals/activation-code-repository.ts';
import {
  trainingActivationCode, trainingConfig, trainingPlans, trainingStaff, trainingStore, trainingStoreId, trainingTimeZone, type TrainingPerson,
} from './store-and-plans.ts';
import { trainingIccid, trainingMsisdn } from './synthetic-numbers.ts';
import type { TrainingSubscriber } from './training-subscriber.ts';
import { trainingSubscribers } from './training-subscribers.ts';

export interface Seeding {
  readonly identity: GatewayIdentity;
  readonly now: string;
  readonly random: Random;
}

/** Writes and publishes everything, in the transaction of the caller. */
export async function seedTraining(tx: SqlRunner, { identity, now, random }: Seeding): Promise<void> {
  await lockPublishing(tx);
  const scope = `store:${trainingStoreId}` as const;
  const staff = await Promise.all(trainingStaff.map(async (person) => staffRecord(person, random)));
  await publishChanges(tx, [
    { scope, kind: 'store', id: trainingStoreId, data: trainingStore },
    { scope, kind: 'config', id: trainingStoreId, data: trainingConfig },
    ...staff.map((person): PublishedChange => ({ scope, kind: 'staff', id: person.staffId, data: person })),
    ...trainingPlans.map((plan): PublishedChange => ({ scope: 'global', kind: 'plan', id: plan.planId, data: plan, version: plan.version })),
  ]);
  await tx.query('INSERT INTO plans (plan_id, version, record) SELECT * FROM unnest($1::text[], $2::integer[], $3::text[])', [
    trainingPlans.map((plan) => plan.planId), trainingPlans.map((plan) => plan.version), trainingPlans.map((plan) => JSON.stringify(plan)),
  ]);
  await insertActivationCode(tx, trainingStoreId, hashActivationCode(identity.codeSecret, trainingStoreId, trainingActivationCode));
  const todayOn = dateInZone(now, trainingTimeZone);
  const people = trainingSubscribers(todayOn);
  await saveSubscribers(tx, people.map((person, index) => subscriberRecord(person, index + 1, { directoryKey: identity.directoryKey, now, todayOn })));
}

interface SeedingDay { readonly directoryKey: string; readonly now: string; readonly todayOn: BusinessDate }

function subscriberRecord(person: TrainingSubscriber, number: number, day: SeedingDay): SubscriberRecord {
  const msisdn = trainingMsisdn(number);
  const iccid = trainingIccid(number);
  const plan = trainingPlans.find((one) => one.planId === person.planId);
  const isServed = person.serviceEndOn !== null && person.serviceEndOn > day.todayOn;
  const allowance = (total: number): { left: number; total: number } => ({ left: isServed ? Math.floor((total * (number % 10)) / 10) : 0, total });
  return subscriberRecordSchema.parse({
    ref: `sub-${String(number).padStart(6, '0')}`,
    msisdnDigest: keyedDigest(day.directoryKey, digestInput.msisdn(msisdn)),
    iccidDigest: keyedDigest(day.directoryKey, digestInput.iccid(iccid)),
    document: documentOf(person, day),
    msisdnMasked: `${msisdn.slice(0, 3)}****${msisdn.slice(7)}`,
    nameMasked: maskName(person.name),
    iccidLast4: iccid.slice(-4),
    cardKind: number % 4 === 0 ? 'sim' : 'esim',
    stage: person.stage,
    planId: person.planId,
    serviceEndOn: person.serviceEndOn,
    anchorDay: person.anchorDay,
    balanceFen: person.balanceFen,
    dataMb: allowance(plan?.dataMb ?? 0),
    voiceMinutes: allowance(plan?.voiceMinutes ?? 0),
    autoRenewal: person.autoRenewal,
    recentRenewals: person.serviceEndOn === null || plan === undefined ? [] : [
      { on: addDays(person.serviceEndOn, -30), by: person.autoRenewal === 'on' ? 'auto' : 'store', amountFen: plan.priceFen },
    ],
    asOf: day.now,
  });
}

function documentOf(person: TrainingSubscriber, day: SeedingDay): object | null {
  if (person.document === null) return null;
  const { type, number, expiresOn } = person.document;
  const reading = readDocument({ type, number, todayOn: day.todayOn, allowTrainingRegion: true });
  const { samePersonKey } = must(reading.ok ? reading.value : null, `training document ${number} is valid`);
  return { type, digest: keyedDigest(day.directoryKey, digestInput.document(type, samePersonKey)), expiresOn };
}

const PIN_COST = { N: 32_768, r: 8, p: 1 } as const;

async function staffRecord({ staffId, name, role, pin }: TrainingPerson, random: Random): Promise<StaffRecord> {
  const salt = Buffer.from(random.bytes(16));
  const key = await new Promise<Buffer>((resolve, reject) => {
    scrypt(pin, salt, 32, { ...PIN_COST, maxmem: 64 * 1024 * 1024 }, (error, derived) => (error === null ? resolve(derived) : reject(error)));
  });
  const pinHash = `scrypt$${PIN_COST.N}$${PIN_COST.r}$${PIN_COST.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
  return staffRecordSchema.parse({ staffId, name, role, pinHash });
}
