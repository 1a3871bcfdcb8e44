import Result from 'antd/es/result';
import { Link } from 'react-router';
import { useI18n } from '../i18n';

export function NotFoundPage() {
  const { t } = useI18n();
  return <Result status="404" title={t('error.notFound')} extra={<Link to="/">{t('nav.dashboard')}</Link>} />;
}
