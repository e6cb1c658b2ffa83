// What the shift leaves behind when it closes, each with the way to it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenWork } from '#shared/contract/till/undo-channels.ts';
import { useTillClock } from '#renderer/till/use-till-clock.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { useAgeText } from '#renderer/ui/use-age-text.ts';

/** Where a piece of open work is settled. */
export type OpenWorkPlace = 'sell' | 'transactions';

const places: Readonly<Record<OpenWork['kind'], OpenWorkPlace>> = { unsent: 'transactions', payment: 'sell', refund: 'transactions', parked: 'sell', unprinted: 'transactions', task: 'transactions' };

/** The kind in a word. */
export function useOpenWorkText(): (kind: OpenWork['kind']) => string {
  const { t } = useTranslation('shift');
  return (kind) => t(`openWork.${kind}`);
}

export interface OpenWorkListProps {
  readonly items: readonly OpenWork[];
  readonly onShow?: (place: OpenWorkPlace) => void;
}

/** Nothing is hidden and nothing blocks: what is listed here is taken over by the next shift. */
export function OpenWorkList({ items, onShow }: OpenWorkListProps): ReactNode {
  const { t } = useTranslation('shift');
  const openWorkText = useOpenWorkText();
  const ageText = useAgeText();
  const nowMs = useTillClock();
  if (items.length === 0) return null;
  return (
    <div className="shift-open-work" data-testid="open-work">
      <h3>{t('openWorkTitle', { count: items.length })}</h3>
      <ScrollRegion className="shift-open-work-list" label={t('openWorkLabel')}>
        <ul>
          {items.map((item) => (
            <li key={`${item.kind} ${item.id}`} data-kind={item.kind}>
              <span><strong>{openWorkText(item.kind)}</strong> {item.label}<small>{ageText(Date.parse(item.at), nowMs)}</small></span>
              {item.amountFen === null ? null : <MoneyText amountFen={item.amountFen} />}
              {onShow === undefined ? null : <button type="button" className="shift-link" onClick={() => onShow(places[item.kind])}>{t('look')}</button>}
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </div>
  );
}
