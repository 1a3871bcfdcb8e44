import Alert from 'antd/es/alert';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { get } from '../api/client';
import type { AccountSecurity } from '../api/types';
import { useI18n } from '../i18n';
import { meKey, useMe } from '../session/useMe';
import { Failure, Loading } from '../shared/States';
import { CalendarFeed } from './CalendarFeed';
import { ChangePassword } from './ChangePassword';
import { PasskeyList } from './PasskeyList';
import { SecondFactor } from './SecondFactor';
import { SessionList } from './SessionList';
import './account.css';

/** 账号安全: how the own account signs in, and where it is signed in. */
export function AccountPage() {
  const { t } = useI18n();
  const me = useMe();
  const client = useQueryClient();
  const mustChange = me.data?.mustChangePassword === true;
  const security = useQuery({
    queryKey: ['account', 'security'],
    queryFn: ({ signal }) => get<AccountSecurity>('/api/account/security', undefined, signal),
    enabled: me.data !== null && me.data !== undefined && !mustChange,
  });
  const again = () => {
    void client.invalidateQueries({ queryKey: meKey });
    void client.invalidateQueries({ queryKey: ['account'] });
  };
  return (
    <section className="page account-page">
      <header className="page-head">
        <h1>{t('nav.account')}</h1>
      </header>
      {mustChange && <Alert type="warning" showIcon title={t('account.mustChange')} className="gap-below" role="alert" />}
      <ChangePassword onChanged={again} />
      {security.isError && <Failure error={security.error} retry={() => void security.refetch()} />}
      {!mustChange && !security.data && !security.isError && <Loading />}
      {security.data && !mustChange && (
        <>
          <SecondFactor on={security.data.secondFactor} left={security.data.recoveryCodesLeft} onChanged={again} />
          <PasskeyList passkeys={security.data.passkeys} onChanged={again} />
          {me.data?.permissions.includes('officers') && <CalendarFeed />}
          <SessionList sessions={security.data.sessions} onChanged={again} />
        </>
      )}
    </section>
  );
}
