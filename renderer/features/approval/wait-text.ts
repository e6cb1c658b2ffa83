// Seconds left, in words.
import { useTranslation } from 'react-i18next';

/** 45 seconds; 4 min 10 s. */
export function useWaitText(): (seconds: number) => string {
  const { t } = useTranslation('approval');
  return (seconds) => (seconds < 60 ? t('seconds', { count: seconds }) : t('minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 }));
}
