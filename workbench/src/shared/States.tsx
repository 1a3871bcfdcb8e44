import Button from 'antd/es/button';
import Result from 'antd/es/result';
import Spin from 'antd/es/spin';
import { useEffect, useState } from 'react';
import { ApiProblem } from '../api/problem';
import { useI18n } from '../i18n';
import { useErrorText } from './useErrorText';

/** Waits a moment before it shows itself, so that quick answers do not flicker. */
export function Loading() {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="loading" aria-busy="true">
      {visible && <Spin />}
    </div>
  );
}

/** What went wrong in words, and the way to try again. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useI18n();
  const text = useErrorText();
  const status = error instanceof ApiProblem && (error.status === 403 || error.status === 404) ? error.status : 'warning';
  return (
    <Result
      status={status}
      title={text(error)}
      extra={retry && status === 'warning' ? <Button onClick={retry}>{t('action.retry')}</Button> : undefined}
    />
  );
}
