// All texts of the window, by language and area.
import { enrolment as zhEnrolment } from './zh-CN/enrolment.ts';
import { frame as zhFrame } from './zh-CN/frame.ts';
import { hostNotice as zhHostNotice } from './zh-CN/host-notice.ts';
import { identity as zhIdentity } from './zh-CN/identity.ts';
import { lookUp as zhLookUp } from './zh-CN/look-up.ts';
import { payment as zhPayment } from './zh-CN/payment.ts';
import { plan as zhPlan } from './zh-CN/plan.ts';
import { receipt as zhReceipt } from './zh-CN/receipt.ts';
import { review as zhReview } from './zh-CN/review.ts';
import { settings as zhSettings } from './zh-CN/settings.ts';
import { shift as zhShift } from './zh-CN/shift.ts';
import { signIn as zhSignIn } from './zh-CN/sign-in.ts';
import { syncState as zhSyncState } from './zh-CN/sync-state.ts';
import { transactions as zhTransactions } from './zh-CN/transactions.ts';
import { enrolment as enEnrolment } from './en/enrolment.ts';
import { frame as enFrame } from './en/frame.ts';
import { hostNotice as enHostNotice } from './en/host-notice.ts';
import { identity as enIdentity } from './en/identity.ts';
import { lookUp as enLookUp } from './en/look-up.ts';
import { payment as enPayment } from './en/payment.ts';
import { plan as enPlan } from './en/plan.ts';
import { receipt as enReceipt } from './en/receipt.ts';
import { review as enReview } from './en/review.ts';
import { settings as enSettings } from './en/settings.ts';
import { shift as enShift } from './en/shift.ts';
import { signIn as enSignIn } from './en/sign-in.ts';
import { syncState as enSyncState } from './en/sync-state.ts';
import { transactions as enTransactions } from './en/transactions.ts';

const chinese = {
  'enrolment': zhEnrolment,
  'frame': zhFrame,
  'host-notice': zhHostNotice,
  'identity': zhIdentity,
  'look-up': zhLookUp,
  'payment': zhPayment,
  'plan': zhPlan,
  'receipt': zhReceipt,
  'review': zhReview,
  'settings': zhSettings,
  'shift': zhShift,
  'sign-in': zhSignIn,
  'sync-state': zhSyncState,
  'transactions': zhTransactions,
} as const;
const english = {
  'enrolment': enEnrolment,
  'frame': enFrame,
  'host-notice': enHostNotice,
  'identity': enIdentity,
  'look-up': enLookUp,
  'payment': enPayment,
  'plan': enPlan,
  'receipt': enReceipt,
  'review': enReview,
  'settings': enSettings,
  'shift': enShift,
  'sign-in': enSignIn,
  'sync-state': enSyncState,
  'transactions': enTransactions,
} as const;

export const resources = { 'zh-CN': chinese, en: english } as const;

export type WindowTexts = typeof chinese;
