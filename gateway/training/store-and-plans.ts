// The training store: its record, configuration, staff and catalogue. Everything here is synthetic.
import { configRecordSchema, planVersionSchema, storeRecordSchema } from '#shared/contract/records.ts';

export const trainingStoreId = 'SZ-001';
export const trainingActivationCode = 'TRAIN-0001';
export const trainingTimeZone = 'Asia/Shanghai';

export const trainingStore = storeRecordSchema.parse({
  storeId: trainingStoreId,
  name: { 'zh-CN': '深圳华强北店', en: 'Huaqiangbei Store' },
  address: { 'zh-CN': '深圳市福田区练习路1号', en: '1 Practice Road, Futian, Shenzhen' },
  timeZone: trainingTimeZone,
  hotline: '400-000-0000',
  isTraining: true,
});

export const trainingConfig = configRecordSchema.parse({
  idleLockSeconds: 120,
  identityPolicy: { mode: 'always', limitFen: 0 },
  stageDays: { graceDays: 15, suspendedDays: 75 },
  offlineRowMaxAgeHours: 24 * 7,
  pollSeconds: 5,
  receiptLocale: 'zh-CN',
  invoiceUrl: 'https://invoice.example/heyon/',
});

export interface TrainingPerson {
  readonly staffId: string;
  readonly name: string;
  readonly role: 'clerk' | 'manager' | 'auditor';
  readonly pin: string;
}

export const trainingStaff: readonly TrainingPerson[] = [
  { staffId: 'c01', name: '陈练一', role: 'clerk', pin: '135790' },
  { staffId: 'c02', name: '林练二', role: 'clerk', pin: '246802' },
  { staffId: 'm01', name: '王店长', role: 'manager', pin: '864209' },
  { staffId: 'm02', name: '李副店', role: 'manager', pin: '753159' },
  { staffId: 'a01', name: '赵稽核', role: 'auditor', pin: '951753' },
];

const monthly = { version: 1, kind: 'monthly', months: [1, 3, 6, 12], sellableFrom: '2025-01-01', sellableUntil: null } as const;
const addOn = { version: 1, kind: 'add-on', months: [], sellableFrom: '2025-01-01', sellableUntil: null } as const;

export const trainingPlans = [
  { ...monthly, planId: 'basic-30', name: { 'zh-CN': '基础套餐', en: 'Basic' }, priceFen: 3000, dataMb: 5 * 1024, voiceMinutes: 100, roamingMb: 0 },
  { ...monthly, planId: 'plus-60', name: { 'zh-CN': '畅享套餐', en: 'Plus' }, priceFen: 6000, dataMb: 30 * 1024, voiceMinutes: 300, roamingMb: 500 },
  { ...monthly, planId: 'max-100', name: { 'zh-CN': '尊享套餐', en: 'Max' }, priceFen: 10_000, dataMb: 100 * 1024, voiceMinutes: 1000, roamingMb: 2048 },
  { ...addOn, planId: 'data-10g', name: { 'zh-CN': '10GB流量包', en: '10 GB data pack' }, priceFen: 1500, dataMb: 10 * 1024, voiceMinutes: 0, roamingMb: 0 },
  { ...addOn, planId: 'voice-100', name: { 'zh-CN': '100分钟语音包', en: '100 minute voice pack' }, priceFen: 1000, dataMb: 0, voiceMinutes: 100, roamingMb: 0 },
  { ...addOn, planId: 'roam-1g', name: { 'zh-CN': '1GB漫游包', en: '1 GB roaming pack' }, priceFen: 3000, dataMb: 0, voiceMinutes: 0, roamingMb: 1024 },
].map((plan) => planVersionSchema.parse(plan));
