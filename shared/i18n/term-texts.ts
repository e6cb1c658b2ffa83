// Names of things: stages of a card, kinds of documents, ways to pay, the state of paper and of the carrier.
import type { Locale } from '#shared/contract/values.ts';
import type { DocumentType } from '#shared/domain/identity/document-type.ts';
import type { Stage } from '#shared/domain/subscriber.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';

type Texts<K extends string> = Readonly<Record<Locale, Readonly<Record<K, string>>>>;

const stageTexts: Texts<Stage> = {
  'zh-CN': {
    UNBOUND: '未绑定', ACTIVE: '正常', GRACE: '已到期，限呼出', SUSPENDED: '已停机，保号中', HOLD: '已停机保号，需先复机',
    REAL_NAME_BLOCK: '实名待核验', CLOSING: '即将销户', CLOSED: '已销户', RECYCLED: '号码已收回',
  },
  en: {
    UNBOUND: 'Not bound yet', ACTIVE: 'In service', GRACE: 'Expired, outgoing calls barred', SUSPENDED: 'Suspended, number kept',
    HOLD: 'On hold at the customer\'s wish', REAL_NAME_BLOCK: 'Real-name check open', CLOSING: 'About to be closed', CLOSED: 'Closed',
    RECYCLED: 'Number taken back',
  },
};

const documentTypeTexts: Texts<DocumentType> = {
  'zh-CN': {
    RESIDENT_ID: '居民身份证', TEMP_RESIDENT_ID: '临时居民身份证', HKMO_RESIDENCE_PERMIT: '港澳居民居住证',
    TW_RESIDENCE_PERMIT: '台湾居民居住证', HKMO_TRAVEL_PERMIT: '港澳居民来往内地通行证', TW_TRAVEL_PERMIT: '台湾居民来往大陆通行证',
    FOREIGN_PR_CARD: '外国人永久居留身份证', PASSPORT: '护照', MILITARY_ID: '军官证', POLICE_ID: '警官证',
    HOUSEHOLD_REGISTER: '户口簿（未成年人，监护人在场）', OTHER: '其他证件',
  },
  en: {
    RESIDENT_ID: 'Resident ID card', TEMP_RESIDENT_ID: 'Temporary resident ID card', HKMO_RESIDENCE_PERMIT: 'Hong Kong/Macau residence permit',
    TW_RESIDENCE_PERMIT: 'Taiwan residence permit', HKMO_TRAVEL_PERMIT: 'Hong Kong/Macau travel permit',
    TW_TRAVEL_PERMIT: 'Taiwan travel permit', FOREIGN_PR_CARD: 'Foreign permanent resident card', PASSPORT: 'Passport',
    MILITARY_ID: 'Military ID', POLICE_ID: 'Police ID', HOUSEHOLD_REGISTER: 'Household register (minor, guardian present)', OTHER: 'Other document',
  },
};

const tenderTexts: Texts<TenderMethod> = {
  'zh-CN': { cash: '现金', alipay: '支付宝', wechat: '微信', unionpay: '云闪付', card: '银行卡', balance: '余额' },
  en: { cash: 'Cash', alipay: 'Alipay', wechat: 'WeChat Pay', unionpay: 'UnionPay', card: 'Bank card', balance: 'Balance' },
};

/** The state of a card as shown beside its number. */
export function stageText(stage: Stage, locale: Locale): string {
  return stageTexts[locale][stage];
}

/** The kind of an identity document. */
export function documentTypeText(type: DocumentType, locale: Locale): string {
  return documentTypeTexts[locale][type];
}

/** A way to pay, on screen and on paper. */
export function tenderText(method: TenderMethod, locale: Locale): string {
  return tenderTexts[locale][method];
}
