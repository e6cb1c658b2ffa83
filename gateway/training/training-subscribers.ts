// The people of the training directory: 26 with a story, the rest made by rule. No number belongs to anybody.
import { must } from '#shared/domain/base/invariant.ts';
import { addDays, dayOfMonth, type BusinessDate } from '#shared/domain/business-date.ts';
import type { DocumentType } from '#shared/domain/identity/document-type.ts';
import { daysToEnd, type TrainingSubscriber } from './training-subscriber.ts';
import { residentNumber } from './synthetic-numbers.ts';

export const TRAINING_SUBSCRIBER_COUNT = 240;

const longTerm = 'LONG_TERM' as const;
const resident = (number: string, expiresOn: BusinessDate | typeof longTerm): TrainingSubscriber['document'] => ({ type: 'RESIDENT_ID', number, expiresOn });

/** Everybody, in the order of their phone numbers from 16500000001. */
export function trainingSubscribers(todayOn: BusinessDate): readonly TrainingSubscriber[] {
  const told = toldSubscribers(todayOn);
  const rest = Array.from({ length: TRAINING_SUBSCRIBER_COUNT - told.length }, (_, index) => madeSubscriber(told.length + index + 1, todayOn));
  return [...told, ...rest];
}

function toldSubscribers(todayOn: BusinessDate): readonly TrainingSubscriber[] {
  return [...namedStages(todayOn), ...documentExamples(todayOn), ...specialCases(todayOn)];
}

// 16500000001 to 16500000010: what a clerk meets first, and each stage a card can be in.
function namedStages(todayOn: BusinessDate): readonly TrainingSubscriber[] {
  const later = addDays(todayOn, 3000);
  const base = { planId: 'plus-60', stage: 'ACTIVE', balanceFen: 1250, autoRenewal: 'off' } as const;
  return [
    { ...base, ...daysToEnd(todayOn, 13), name: '张三', document: resident('999999199003070012', later) },
    { ...base, ...daysToEnd(todayOn, -9), name: '欧阳测试', planId: 'basic-30', balanceFen: 0, document: resident('999999199003070020', later) },
    { ...base, ...daysToEnd(todayOn, 1), name: '李四', document: resident('999999200002290019', later) },
    { ...base, ...daysToEnd(todayOn, 20), name: '阿依古丽·买买提', stage: 'REAL_NAME_BLOCK', document: resident('999999197911240014', longTerm) },
    { ...base, name: '', planId: null, stage: 'UNBOUND', serviceEndOn: null, anchorDay: 1, balanceFen: 0, document: null },
    { ...base, ...daysToEnd(todayOn, 4), name: '王五', planId: 'max-100', balanceFen: 120, autoRenewal: 'failing', document: resident('999999199003070071', later) },
    { ...base, ...daysToEnd(todayOn, 25), name: '赵六', stage: 'HOLD', document: resident('999999199003070063', later) },
    { ...base, ...daysToEnd(todayOn, -100), name: '钱七', stage: 'CLOSING', balanceFen: 0, document: resident('999999199003070194', later) },
    { ...base, ...daysToEnd(todayOn, -200), name: '孙八', stage: 'CLOSED', balanceFen: 0, document: resident('999999199003070055', later) },
    { ...base, ...daysToEnd(todayOn, -400), name: '周九', stage: 'RECYCLED', balanceFen: 0, document: resident('999999199003070186', later) },
  ];
}

// 16500000011 to 16500000023: every type of document, valid.
function documentExamples(todayOn: BusinessDate): readonly TrainingSubscriber[] {
  const examples: readonly (readonly [name: string, type: DocumentType, number: string])[] = [
    ['吴临时', 'TEMP_RESIDENT_ID', '999999199003070047'],
    ['郑港生', 'HKMO_RESIDENCE_PERMIT', '810000190001010018'],
    ['何台生', 'TW_RESIDENCE_PERMIT', '830000190001010038'],
    ['冯港澳', 'HKMO_TRAVEL_PERMIT', 'H0000000100'],
    ['褚台湾', 'TW_TRAVEL_PERMIT', '00000001'],
    ['TESTER ALPHA', 'FOREIGN_PR_CARD', '91199919900101009X'],
    ['TESTER BETA', 'FOREIGN_PR_CARD', 'UTO110090010111'],
    ['TESTER GAMMA', 'PASSPORT', 'X00000001'],
    ['卫军练', 'MILITARY_ID', '0000001'],
    ['蒋警练', 'POLICE_ID', '0000002'],
    ['沈小练', 'HOUSEHOLD_REGISTER', residentNumber('2015-06-01', 11)],
    ['韩其他', 'OTHER', 'TRAIN0003'],
    ['杨长期', 'RESIDENT_ID', '999999199003070098'],
  ];
  return examples.map(([name, type, number], index) => ({
    ...daysToEnd(todayOn, 5 + index), name, planId: 'basic-30', stage: 'ACTIVE', balanceFen: 500, autoRenewal: 'off',
    document: { type, number, expiresOn: name === '杨长期' ? longTerm : addDays(todayOn, 1000) },
  }));
}

// 16500000024 to 16500000026: what makes the comparison of a document hard, and a month's last day.
function specialCases(todayOn: BusinessDate): readonly TrainingSubscriber[] {
  const base = { planId: 'plus-60', stage: 'ACTIVE', balanceFen: 300, autoRenewal: 'off' } as const;
  return [
    { ...base, ...daysToEnd(todayOn, 9), name: '朱过期', document: resident('999999199003070039', addDays(todayOn, -1)) },
    { ...base, ...daysToEnd(todayOn, 9), name: '秦旧档', document: null },
    { ...base, serviceEndOn: lastOfMonth(todayOn), anchorDay: 31, name: '尤月末', autoRenewal: 'on', document: resident('99999919900307008X', addDays(todayOn, 2000)) },
  ];
}

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张'];
const givenNames = ['练', '测试', '示例', '演练', '样本', '学习'];
const planIds = ['basic-30', 'plus-60', 'max-100'] as const;

// Mostly in service; every seventh has lapsed by up to two months, which time turns into grace and suspension.
function madeSubscriber(number: number, todayOn: BusinessDate): TrainingSubscriber {
  const days = number % 7 === 0 ? -(number % 60) : 1 + ((number * 11) % 90);
  const birthOn = `${1960 + (number % 45)}-${pad2(1 + (number % 12))}-${pad2(1 + (number % 28))}`;
  return {
    ...daysToEnd(todayOn, days),
    name: pick(surnames, number) + pick(givenNames, number * 5),
    planId: pick(planIds, number),
    stage: 'ACTIVE',
    balanceFen: (number * 130) % 9000,
    autoRenewal: number % 5 === 0 ? 'on' : 'off',
    document: { type: 'RESIDENT_ID', number: residentNumber(birthOn, 100 + number), expiresOn: number % 3 === 0 ? longTerm : addDays(todayOn, 200 + number) },
  };
}

function lastOfMonth(todayOn: BusinessDate): BusinessDate {
  let day = addDays(todayOn, 1);
  while (dayOfMonth(addDays(day, 1)) !== 1) day = addDays(day, 1);
  return day;
}

function pick<T>(list: readonly T[], index: number): T {
  return must(list[index % list.length], 'the remainder is an index of the list');
}

function pad2(number: number): string {
  return String(number).padStart(2, '0');
}
