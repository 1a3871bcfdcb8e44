import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { get, post } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { Choice } from '../shared/Choice';
import { formatInstant } from '../shared/format';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';

type Item = Schemas['SupervisionItem'];
const states = ['open', 'done', 'all'] as const;

/** 督办清单: overdue statutory steps, what follows by law, who has them, and what the head orders. */
export function SupervisionPage() {
  const { t } = useI18n();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('state');
  const state = states.find((known) => known === asked) ?? 'open';
  const items = useQuery({
    queryKey: ['supervision', state],
    queryFn: ({ signal }) => get<Item[]>('/api/supervision', { state }, signal),
  });
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('nav.supervision')}</h1>
        <div className="page-facts">
          <Choice
            label={t('nav.supervision')}
            value={state}
            options={states.map((known) => [known, t(`supervision.${known}`)])}
            choose={(value) => setSearch(value === 'open' ? {} : { state: value }, { replace: true })}
          />
        </div>
      </header>
      <p className="muted">{t('supervision.help')}</p>
      {items.isError ? (
        <Failure error={items.error} retry={() => void items.refetch()} />
      ) : !items.data ? (
        <Loading />
      ) : items.data.length === 0 ? (
        <p className="empty">{t('supervision.empty')}</p>
      ) : (
        <ul className="cards">
          {items.data.map((item) => (
            <Overdue key={item.id} item={item} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Overdue({ item }: { item: Item }) {
  const { t, say } = useI18n();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const me = useMe();
  const [ordering, setOrdering] = useState(false);
  const [note, setNote] = useState('');
  const mayOrder = me.data?.permissions.includes('supervision-orders') ?? false;
  const order = useMutation({
    mutationFn: () => post(`/api/supervision/${item.id}/handle`, { note }),
    onSuccess: () => {
      void message.success(t('supervision.ordered'));
      void client.invalidateQueries({ queryKey: ['supervision'] });
      setOrdering(false);
    },
  });
  return (
    <li>
      <div className="row top supervision-head">
        <div className="grow">
          <Link to={`/cases/${item.caseId}`} className="strong">
            {item.caseNumber}
          </Link>{' '}
          {say(item.name)}
        </div>
        <span className={item.state === 'open' ? 'light light-red' : 'muted'}>
          {item.state === 'open' && <span className="light-shape" aria-hidden="true" />}
          {item.state === 'open' ? t('supervision.overdue', { days: item.overdueDays }) : t('supervision.done')}
        </span>
      </div>
      <div>
        {t('supervision.dueOn')} <span className="num">{item.dueOn}</span> · {item.officers.length === 0 && t('supervision.nobody')}
        {item.officers.map((officer, index) => (
          <Fragment key={officer}>
            {index > 0 && t('text.comma')}
            <Actor name={officer} />
          </Fragment>
        ))}
      </div>
      <div>
        <b>{t('supervision.consequence')}</b> {say(item.consequence)}
        <span className="muted">{t('text.paren', { text: say(item.basis) })}</span>
      </div>
      {item.note && (
        <p className="panel">
          {item.note}
          <span className="muted block">
            <Actor name={item.handledBy} /> <span className="num">{formatInstant(item.handledAt)}</span>
          </span>
        </p>
      )}
      {order.isError && <Alert type="error" showIcon role="alert" title={errorText(order.error)} />}
      {mayOrder && item.state === 'open' && !ordering && (
        <Button size="small" onClick={() => setOrdering(true)}>
          {t('supervision.order')}
        </Button>
      )}
      {ordering && (
        <div className="supervision-order">
          <Input.TextArea
            autoFocus
            rows={2}
            maxLength={500}
            aria-label={t('supervision.order')}
            placeholder={t('supervision.order')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <div className="row">
            <Button type="primary" loading={order.isPending} onClick={() => order.mutate()}>
              {t('action.save')}
            </Button>
            <Button onClick={() => setOrdering(false)}>{t('action.cancel')}</Button>
          </div>
        </div>
      )}
    </li>
  );
}
