// Notes and coins with their pieces, the sum as it grows, and keys for fingers.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { denominationsFen, type DenominationFen } from '#shared/domain/denominations.ts';
import { fen, formatMoney } from '#shared/domain/fen.ts';
import { Keypad, typedByKeypad } from '#renderer/ui/keypad.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { pieceSum, type CountEntry } from './use-count-entry.ts';

/** ￥100, ￥0.5. */
export function faceText(valueFen: DenominationFen): string {
  return formatMoney(fen(valueFen)).replace(/\.?0+$/, '');
}

export interface DenominationGridProps {
  readonly entry: CountEntry;
  readonly isReadOnly: boolean;
}

/** Up and down go through the faces; Enter stays with the screen's button. */
export function DenominationGrid({ entry, isReadOnly }: DenominationGridProps): ReactNode {
  const { t } = useTranslation('shift');
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<DenominationFen>(denominationsFen[0]);
  const fields = (): HTMLInputElement[] => [...(grid.current?.querySelectorAll('input') ?? [])];
  useEffect(() => {
    if (!isReadOnly) grid.current?.querySelector('input')?.focus();
  }, [isReadOnly]);
  const move = (event: KeyboardEvent<HTMLInputElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    fields().at((fields().indexOf(event.currentTarget) + step) % denominationsFen.length)?.focus();
  };
  return (
    <>
      <div ref={grid} className="denominations">
        {denominationsFen.map((valueFen) => (
          <label key={valueFen} className="denomination" data-active={valueFen === active && !isReadOnly}>
            <span>{faceText(valueFen)}</span>
            <input
              className="text-input" inputMode="numeric" autoComplete="off" placeholder="0" data-testid={`pieces-${valueFen}`} aria-label={t('piecesOf', { face: faceText(valueFen) })}
              value={entry.pieces[valueFen] ?? ''} readOnly={isReadOnly} onFocus={() => setActive(valueFen)} onKeyDown={move} onChange={(event) => entry.typePieces(valueFen, event.target.value)}
            />
            <MoneyText amountFen={pieceSum(valueFen, entry.pieces[valueFen])} {...(pieceSum(valueFen, entry.pieces[valueFen]) === 0 ? { tone: 'muted' as const } : {})} />
          </label>
        ))}
      </div>
      {entry.isPiecesMissing ? <span role="alert" className="field-problem">{t('piecesMissing')}</span> : null}
      <Keypad
        label={t('keypad')} backspaceLabel={t('backspace')} isCompact
        onKey={(key) => (isReadOnly ? undefined : entry.typePieces(active, typedByKeypad(entry.pieces[active] ?? '', key, 5)))}
      />
    </>
  );
}
