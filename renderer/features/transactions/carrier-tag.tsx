// How far the carrier is with one sale, as a word in a colour.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleRow } from '#shared/contract/till/sale-channels.ts';
import { StateTag, type StateTone } from '#renderer/ui/state-tag.tsx';

const tones: Record<SaleRow['carrier']['state'], StateTone> = { waiting: 'waiting', accepted: 'brand', applied: 'ok', rejected: 'attention', voided: 'neutral' };

export function CarrierTag({ carrier, testId }: { readonly carrier: SaleRow['carrier']; readonly testId?: string }): ReactNode {
  const { t } = useTranslation('transactions');
  return <StateTag tone={tones[carrier.state]} {...(testId === undefined ? {} : { testId })}>{t(`carrier.${carrier.state}`)}</StateTag>;
}
