// Ways to pay and what became of them, in words.
import { useTranslation } from 'react-i18next';
import type { TenderMethod, TenderWay } from '#shared/domain/tender.ts';

/** Cash, Alipay, Bank card; a card machine of its own is told apart, since giving back on it is handwork. */
export function useMethodText(): (method: TenderMethod, way?: TenderWay | null) => string {
  const { t } = useTranslation('transactions');
  return (method, way = null) => (way === 'stand-alone' ? t('method.standAlone') : t(`method.${method}`));
}
