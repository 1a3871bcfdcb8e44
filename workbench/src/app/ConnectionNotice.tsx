import { useIsMutating } from '@tanstack/react-query';
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

/** Says while the browser has no line that what is typed is kept, and that what was sent waits for it. */
export function ConnectionNotice() {
  const { t } = useI18n();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const waits = useIsMutating({ predicate: (mutation) => mutation.state.isPaused }) > 0;
  return (
    <div role="status" className="connection">
      {!online && <p className="stale">{t(waits ? 'connection.waits' : 'connection.lost')}</p>}
    </div>
  );
}
