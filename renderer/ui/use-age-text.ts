// How long ago something was, in words.
import { useTranslation } from 'react-i18next';

const MINUTE_MS = 60_000;

/** Gives a function from two instants in milliseconds to "3 分钟前"; the future counts as just now. */
export function useAgeText(): (atMs: number, nowMs: number) => string {
  const { t } = useTranslation('frame');
  return (atMs, nowMs) => {
    const minutes = Math.floor((nowMs - atMs) / MINUTE_MS);
    if (minutes < 1) return t('age.now');
    if (minutes < 60) return t('age.minutes', { n: minutes });
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? t('age.hours', { n: hours }) : t('age.days', { n: Math.floor(hours / 24) });
  };
}
