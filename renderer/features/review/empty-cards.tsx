// Holds the places of the figure cards.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '#renderer/ui/skeleton.tsx';

/** Empty cards in the places of those to come. */
export function EmptyCards(): ReactNode {
  const { t } = useTranslation('review');
  return (
    <div className="review-cards" data-testid="review-loading">
      {['net', 'count', 'refunds', 'unsent', 'attention'].map((name) => <section key={name} className="card review-card"><Skeleton lines={3} label={t('loading')} /></section>)}
    </div>
  );
}
