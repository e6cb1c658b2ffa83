// A drawer that somebody else answers for: whose it is, and what to do.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffId } from '#shared/domain/ids.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import './shift.css';

export interface ShiftOfOtherProps {
  readonly ownerId: StaffId;
  /** Leads a manager to where it is counted and closed. */
  readonly onShift?: () => void;
}

/** Nobody takes money into it but its owner; a manager may count and close it. */
export function ShiftOfOther({ ownerId, onShift }: ShiftOfOtherProps): ReactNode {
  const { t } = useTranslation('shift');
  const owner = useTillQuery('staff.list', {}).value?.find(({ staffId }) => staffId === ownerId);
  const isManager = useTillQuery('session.read', {}).value?.person?.role === 'manager';
  const name = owner === undefined ? ownerId : `${owner.name} ${ownerId}`;
  return (
    <Card className="shift-panel shift-of-other" testId="shift-of-other">
      <h2>{t('ofOther', { name })}</h2>
      <p>{t('ofOtherWhy')}</p>
      <ul>
        <li>{t('ofOtherOwner', { name })}</li>
        <li>{t(isManager ? 'ofOtherManager' : 'ofOtherClerk')}</li>
      </ul>
      {isManager && onShift !== undefined ? <PushButton tone="primary" shortcut="Enter" testId="to-shift" onPress={onShift}>{t('ofOtherGo')}</PushButton> : null}
    </Card>
  );
}
