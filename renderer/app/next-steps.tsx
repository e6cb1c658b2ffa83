// Where the next step of a problem is taken: every notice that has no button of its own offers this one.
import { useCallback, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemCode } from '#shared/contract/problems.ts';
import { useInbox } from '#renderer/features/open-payments/inbox-store.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { NextStepContext, type NextStepOf } from '#renderer/ui/next-step.ts';
import { useScreen } from './screen-store.ts';

export type StepPlace = 'shift' | 'transactions' | 'inbox' | 'carrier';

/** What may need another place; everything else is mended where it is said. */
const placeOf: Partial<Readonly<Record<ProblemCode, StepPlace>>> = {
  'shift-of-other': 'shift', 'shift-too-long': 'shift', 'shift-closed': 'shift', 'shift-already-open': 'shift',
  'payment-open': 'inbox', 'payment-unknown': 'inbox', 'payment-final': 'inbox', 'sale-has-money': 'inbox', 'sale-still-open': 'inbox',
  'void-too-late': 'transactions', 'void-not-possible': 'transactions', 'refund-unknown': 'transactions', 'sale-already-completed': 'transactions',
  'refund-offline': 'carrier', 'refund-too-early': 'carrier', 'tender-offline': 'carrier', 'gateway-unreachable': 'carrier',
};

/** None where somebody already is. */
export function NextSteps({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation('frame');
  const { screen, show } = useScreen();
  const inbox = useInbox();
  const { run } = useTillCommand('sync.now');
  const stepOf: NextStepOf = useCallback(({ code }) => {
    const place = placeOf[code];
    if (place === undefined || place === screen || (place === 'inbox' && inbox.isOpen)) return null;
    const label = t(`nextStep.${place}`);
    switch (place) {
      case 'inbox': return { label, onPress: inbox.show };
      case 'carrier': return { label, onPress: () => void run({}) };
      default: return { label, onPress: () => show(place) };
    }
  }, [screen, inbox, run, show, t]);
  return <NextStepContext value={stepOf}>{children}</NextStepContext>;
}
