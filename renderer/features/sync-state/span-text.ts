// How far two clocks are apart, in words.
import { useTranslation } from 'react-i18next';

/** Clocks that are less apart disturb nobody. */
export const SKEW_WORTH_SAYING_S = 120;

/** In minutes, hours or days, whatever reads best. */
export function useSpanText(): (seconds: number) => string {
  const { t } = useTranslation('sync-state');
  return (seconds) => {
    if (seconds < 7200) return t('span.minutes', { count: Math.round(seconds / 60) });
    if (seconds < 172_800) return t('span.hours', { count: Math.round(seconds / 3600) });
    return t('span.days', { count: Math.round(seconds / 86_400) });
  };
}
