// The codes in journal rows, in words.
import { useTranslation } from 'react-i18next';
import { rejectionReasons } from '#shared/contract/records.ts';
import { fenSchema, type Locale } from '#shared/contract/values.ts';
import { readReason } from '#shared/domain/reasons.ts';
import { documentTypes } from '#shared/domain/identity/document-type.ts';
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { paymentReasonText, type PaymentReasonOf } from '#shared/i18n/payment-reason-texts.ts';
import { rejectionText } from '#shared/i18n/rejection-texts.ts';
import { documentTypeText } from '#shared/i18n/term-texts.ts';
import { formatMoney } from '#shared/domain/fen.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { kindKeyOf, valueKeyOf } from './story-words.ts';

type Value = string | number | boolean;

/** Rows whose reason is one of a payment or a refund, and of what of it. */
const paymentReasons: Readonly<Record<string, PaymentReasonOf>> = { 'payment.failed': 'failed', 'payment.unknown': 'unknown', 'payment.reversing': 'undone', 'refund.failed': 'refund-failed' };

/** Null: not a code that has words as a reason. */
function reasonWords(reason: string, rowType: string, locale: Locale): string | null {
  const of = paymentReasons[rowType];
  if (of !== undefined) return paymentReasonText(of, reason, locale);
  if (readReason(reason) !== null) return reasonText(reason, locale);
  const rejection = rejectionReasons.find((one) => one === reason);
  return rejection === undefined ? null : rejectionText(rejection, locale).what;
}

/** A value by the name it has in its row; what has no words of its own is given as it is. */
export function useValueText(): (name: string, value: Value, rowType?: string) => string {
  const { t } = useTranslation('review');
  const locale = useLocale();
  return (name, value, rowType = '') => {
    const reason = name === 'reason' ? reasonWords(String(value), rowType, locale) : null;
    if (reason !== null) return reason;
    const amount = name.endsWith('Fen') ? fenSchema.safeParse(value) : null;
    if (amount?.success === true) return formatMoney(amount.data);
    const documentType = documentTypes.find((type) => type === value);
    if (documentType !== undefined) return documentTypeText(documentType, locale);
    const key = valueKeyOf(value);
    return key === null ? String(value) : t(`story.value.${key}`);
  };
}

/** The note of a row: codes side by side where a journal row is noted, else a reason, often in somebody's own words. */
export function useNoteText(): (kind: string, note: string) => string {
  const valueText = useValueText();
  return (kind, note) => {
    if (kindKeyOf(kind) !== null) return valueText('reason', note);
    return note.split(' ').map((code) => valueText('reason', code)).join(' · ');
  };
}
