// The ways to pay, each with its key; what cannot be taken says why in place.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TenderOptions } from '#shared/contract/till/payment-channels.ts';
import { formatYuan } from '#shared/domain/fen.ts';
import { tenderMethods, type TenderMethod } from '#shared/domain/tender.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { useSlow } from '#renderer/ui/use-slow.ts';
import { shutBarOf, tenderKeys } from './tender-keys.ts';

export interface TenderChoiceProps {
  readonly options: TenderOptions | null;
  readonly chosen: TenderMethod;
  readonly isHeld: boolean;
  /** They could not be read; the screen says why. */
  readonly isUnreadable: boolean;
  readonly onChoose: (method: TenderMethod) => void;
}

interface BelowProps {
  readonly method: TenderMethod;
  readonly options: TenderOptions | null;
  /** Shown instead while nothing was read. */
  readonly unread: ReactNode;
}

function Below({ method, options, unread }: BelowProps): ReactNode {
  const { t } = useTranslation('payment');
  if (options === null && method !== 'cash') return <small>{unread}</small>;
  const option = options?.methods.find((one) => one.method === method);
  if (option === undefined) return <small> </small>;
  if (option.bar !== null) return <small>{t(`bar.${option.bar}`)}</small>;
  if (method === 'balance' && option.limitFen !== null) return <small>{t('balanceHint', { amount: formatYuan(option.limitFen) })}</small>;
  if (method === 'card') return <small>{t(option.ways.includes('connected') ? 'cardConnected' : 'cardAlone')}</small>;
  return <small>{method === 'cash' ? ' ' : t('walletHint')}</small>;
}

/** A group of radio buttons. Chosen again, a way to pay brings the focus back to its field. */
export function TenderChoice({ options, chosen, isHeld, isUnreadable, onChoose }: TenderChoiceProps): ReactNode {
  const { t } = useTranslation('payment');
  const locale = useLocale();
  const choose = (method: TenderMethod): void | false => (isHeld || shutBarOf(options, method) !== null ? false : onChoose(method));
  const isSlow = useSlow(options === null && !isUnreadable);
  const unread = isUnreadable ? t('bar.unread') : (isSlow ? <span className="skeleton-line tender-unread" /> : ' ');
  useShortcuts(Object.fromEntries(tenderMethods.map((method) => [tenderKeys[method], () => choose(method)])));
  return (
    <div className="tender-choice" role="radiogroup" aria-label={t('tenders')} aria-busy={options === null && !isUnreadable}>
      {isSlow ? <span className="visually-hidden" role="status" data-testid="tenders-loading">{t('barWhy.unread')}</span> : null}
      {tenderMethods.map((method) => {
        const bar = shutBarOf(options, method);
        return (
          <button
            key={method} type="button" role="radio" aria-checked={method === chosen} className="tender" data-enter="screen" data-testid={`tender-${method}`}
            disabled={isHeld || bar !== null} title={bar === null ? undefined : t(`barWhy.${bar}`)} aria-keyshortcuts={tenderKeys[method]} onClick={() => onChoose(method)}
          >
            <span>{tenderText(method, locale)} <KeyHint name={tenderKeys[method]} /></span><Below method={method} options={options} unread={unread} />
          </button>
        );
      })}
    </div>
  );
}
