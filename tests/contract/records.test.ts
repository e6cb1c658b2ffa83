// What the carrier publishes must be something a till can work with.
import { describe, expect, it } from 'vitest';
import { storeRecordSchema } from '#shared/contract/records.ts';

const store = {
  storeId: 'SZ-001', name: { 'zh-CN': '店', en: 'Store' }, address: { 'zh-CN': '路', en: 'Road' }, timeZone: 'Asia/Shanghai', hotline: '', isTraining: false,
};

describe('contract/records', () => {
  it.each([['Asia/Shanghai', true], ['UTC', true], ['Asia/Atlantis', false], ['', false]])('takes the zone %s of a store: %s', (timeZone, isTaken) => {
    expect(storeRecordSchema.safeParse({ ...store, timeZone }).success).toBe(isTaken);
  });
});
