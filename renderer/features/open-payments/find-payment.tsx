// Finds a payment by the number on a slip or in the customer's wallet.
import { useDeferredValue, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Field } from '#renderer/ui/field.tsx';
import { PaymentFacts } from './payment-row.tsx';

/** A number as it is copied from a slip: without the blanks. */
export function cleanReference(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/\s/g, '').slice(0, 64);
}

function Found({ reference }: { readonly reference: string }): ReactNode {
  const { t } = useTranslation('open-payments');
  const { value } = useTillQuery('payment.find', { reference });
  if (value === undefined) return null;
  if (value.length === 0) return <p className="inbox-empty" role="status" data-testid="find-empty">{t('nothingFound', { reference })}<small>{t('nothingFoundHint')}</small></p>;
  return <ul className="inbox-list" aria-label={t('found')}>{value.map((payment) => <li key={payment.paymentId} className="inbox-row" data-testid="found-row"><PaymentFacts payment={payment} aside={null} /></li>)}</ul>;
}

export function FindPayment(): ReactNode {
  const { t } = useTranslation('open-payments');
  const [text, setText] = useState('');
  const reference = useDeferredValue(cleanReference(text));
  return (
    <div className="inbox-find">
      <Field label={t('find')} hint={t('findHint')}>
        {({ id, describedBy }) => (
          <input id={id} aria-describedby={describedBy} type="search" className="text-input" data-testid="find-reference" autoComplete="off" spellCheck={false} maxLength={80} value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      {reference.length < 6 ? null : <Found reference={reference} />}
    </div>
  );
}
