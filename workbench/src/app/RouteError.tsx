import Button from 'antd/es/button';
import Result from 'antd/es/result';
import { useRouteError } from 'react-router';
import { useI18n } from '../i18n';

/** Shown when a page's script cannot be loaded (a new version was installed, or the line is down) or throws. */
export function RouteError() {
  const error = useRouteError();
  const { t } = useI18n();
  return (
    <Result
      status="warning"
      title={t('error.page')}
      subTitle={error instanceof Error ? error.message : undefined}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('action.reload')}
        </Button>
      }
    />
  );
}
