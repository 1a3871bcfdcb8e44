import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { Link } from 'react-router';
import { get, post } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Page, Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { MovedList } from '../live/MovedList';
import { useSteadyRows } from '../live/useSteadyRows';
import { useMe } from '../session/useMe';
import { Choice } from '../shared/Choice';
import { formatInstant } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { usePage } from '../shared/usePage';

type Item = Schemas['SupervisionItem'];
const states = ['open', 'done', 'all'] as const;

/** 逾期步骤: overdue statutory steps, what follows by law, who has them, and what the head orders. */
export function OverdueList() {
  const { t } = useI18n();
  const { search, page, pageSize, change } = usePage();
  const state = states.find((known) => known === search.get('state')) ?? 'open';
  const items = useQuery({
    queryKey: ['supervision', 'overdue', state, page, pageSize],
    queryFn: ({ signal }) => get<Page<Item>>('/api/supervision', { state, page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  const steady = useSteadyRows(`${state} ${page} ${pageSize}`, items.data, !items.isPlaceholderData);
  return (
    <>
      <div className="filters">
        <Choice
          label={t('supervision.tab.overdue')}
          value={state}
          options={states.map((known) => [known, t(`supervision.${known}`)])}
          choose={(value) => change({ state: value === 'open' ? undefined : value })}
        />
      </div>
      <p className="muted">{t('supervision.help')}</p>
      {items.isError && !items.data ? (
        <Failure error={items.error} retry={() => void items.refetch()} />
      ) : !items.data ? (
        <Loading />
      ) : steady.rows.length === 0 && !steady.moved ? (
        <p className="empty">{t('supervision.empty')}</p>
      ) : (
        <>
          <MovedList {...steady} />
          <ul className="cards">
            {steady.rows.map((item) => (
              <Overdue key={item.id} item={item} />
            ))}
          </ul>
          <PageFoot page={page} pageSize={pageSize} total={items.data.total} change={change} />
        </>
      )}
    </>
  );
}

function Overdue({ item }: { item: Item }) {
  const { t, say, language } = useI18n();
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
  const errors = errorsByField(order.error, language);
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
      {order.isError && !errors.note && <Alert type="error" showIcon role="alert" title={errorText(order.error)} />}
      {mayOrder && item.state === 'open' && !ordering && (
        <Button size="small" onClick={() => setOrdering(true)}>
          {t('supervision.order')}
        </Button>
      )}
      {ordering && (
        <div className="supervision-order">
          <Field label={t('supervision.order')} required error={errors.note}>
            <Input.TextArea autoFocus rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
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
