// Counting the drawer, by one total or by notes and coins, whichever the person likes.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fen } from '#shared/domain/fen.ts';
import { AmountField } from '#renderer/ui/amount-field.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { Segments } from '#renderer/ui/segments.tsx';
import { DenominationGrid } from './denomination-grid.tsx';
import type { CountEntry } from './use-count-entry.ts';

export interface CountFieldProps {
  readonly entry: CountEntry;
  readonly label: string;
  readonly hint: string;
  readonly testId: string;
  readonly isReadOnly: boolean;
}

/** What was typed one way stays while the other is looked at. */
export function CountField({ entry, label, hint, testId, isReadOnly }: CountFieldProps): ReactNode {
  const { t } = useTranslation('shift');
  const ways = [{ value: 'total', label: t('byTotal'), testId: 'count-by-total' }, { value: 'pieces', label: t('byPieces'), testId: 'count-by-pieces' }] as const;
  return (
    <div className="shift-count">
      <Segments label={t('countWay')} segments={ways} value={entry.way} isDisabled={isReadOnly} onChoose={entry.choose} />
      {entry.way === 'total' ? <AmountField entry={entry.total} label={label} hint={hint} testId={testId} isReadOnly={isReadOnly} /> : (
        <>
          <DenominationGrid entry={entry} isReadOnly={isReadOnly} />
          <p className="shift-count-sum"><span>{label}</span><MoneyText amountFen={entry.countedFen ?? fen(0)} size="large" testId="pieces-total" /></p>
        </>
      )}
    </div>
  );
}
