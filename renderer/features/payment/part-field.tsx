// The amount of one tender: everything that is left, unless somebody types less.
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { formatYuan, type Fen } from '#shared/domain/fen.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';
import { Field } from '#renderer/ui/field.tsx';
import { readPart } from './amount-part.ts';
import { tenderOfKey } from './tender-keys.ts';

export interface PartFieldProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly mostFen: Fen;
  /** Where something else than the rest of the sale is the limit. */
  readonly hint?: string;
  readonly isHeld: boolean;
  readonly onType: (text: string) => void;
  readonly onFocus: () => void;
  readonly onTender: (method: TenderMethod) => void;
}

function usePartProblem(text: string, mostFen: Fen): string | null {
  const { t } = useTranslation('payment');
  const entry = readPart(text, mostFen);
  switch (entry.state) {
    case 'ready': return null;
    case 'zero': return t('amountZero');
    case 'unreadable': return t('unreadable');
    case 'too-much': return t('amountTooMuch', { amount: formatYuan(entry.mostFen) });
  }
}

export function PartField({ input, text, mostFen, hint, isHeld, onType, onFocus, onTender }: PartFieldProps): ReactNode {
  const { t } = useTranslation('payment');
  const problem = usePartProblem(text, mostFen);
  return (
    <Field label={t('amount')} hint={hint ?? t('amountHint', { amount: formatYuan(mostFen) })} problem={problem ?? undefined}>
      {({ id, describedBy, isInvalid }) => (
        <input
          ref={input} id={id} aria-describedby={describedBy} aria-invalid={isInvalid} className="text-input" data-size="large" data-testid="tender-amount" inputMode="decimal"
          autoComplete="off" maxLength={12} readOnly={isHeld} value={text} onChange={(event) => onType(event.target.value)} onFocus={onFocus}
          onKeyDown={(event) => {
            const method = tenderOfKey(event.nativeEvent);
            if (method === null) return;
            event.preventDefault();
            onTender(method);
          }}
        />
      )}
    </Field>
  );
}
