import { useSyncExternalStore } from 'react';
import { useI18n } from '../i18n';

const subscribe = (listener: () => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Says while the browser has no line that what is typed is kept. */
export function ConnectionNotice() {
  const { t } = useI18n();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status" className="connection">
      {!online && <p className="stale">{t('connection.lost')}</p>}
    </div>
  );
}
