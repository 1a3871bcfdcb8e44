import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { formatInstant, formatMoney } from '../shared/format';
import { Actor, useActorName } from '../shared/people';
import { useErrorText } from '../shared/useErrorText';

type Item = Schemas['FundBooksItem'];
const stateOf = (state: string) => (state === 'closed' ? 'closed' : state === 'agrees' ? 'agrees' : 'differs');

/** The comparisons of a month, the last first; one that agrees is closed by somebody else than who compared. */
export function Reconciliations({ items, may }: { items: readonly Item[]; may: boolean }) {
  const { t } = useI18n();
  return items.length === 0 ? (
    <p className="muted">{t('fund.notCompared')}</p>
  ) : (
    <ul className="cards">
      {[...items]
        .sort((a, b) => b.preparedAt.localeCompare(a.preparedAt))
        .map((item, index) => (
          <Comparison key={item.id} item={item} may={may && index === 0} />
        ))}
    </ul>
  );
}

function Comparison({ item, may }: { item: Item; may: boolean }) {
  const { t } = useI18n();
  const me = useMe();
  const errorText = useErrorText();
  const client = useQueryClient();
  const close = useMutation({
    mutationFn: () => post<Item>(`/api/fund/reconciliations/${item.id}/close`),
    onSettled: () => void client.invalidateQueries({ queryKey: ['fund'] }),
  });
  const state = stateOf(item.state);
  const own = me.data?.userName === item.preparedBy;
  return (
    <li>
      <div className="row">
        <b className={state === 'differs' ? 'grow light-red' : 'grow'}>{t(`fund.state.${state}`)}</b>
        <span className="muted">
          <Actor name={item.preparedBy} /> <span className="num">{formatInstant(item.preparedAt)}</span>
        </span>
      </div>
      <div>
        {t('fund.ledgerSums', { paid: formatMoney(item.ledgerPaid), recovered: formatMoney(item.ledgerRecovered) })}
        <br />
        {t('fund.bankSums', { paid: formatMoney(item.bankPaid), recovered: formatMoney(item.bankRecovered) })}
      </div>
      {item.differences.length > 0 && (
        <ul>
          {item.differences.map((difference) => (
            <li key={difference} className="wrap">
              {difference}
            </li>
          ))}
        </ul>
      )}
      {item.closedBy && <Closed by={item.closedBy} at={item.closedAt} />}
      {close.isError && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(close.error)} />}
      {may && state === 'agrees' && own && <div className="muted">{t('fund.twoPersons')}</div>}
      {may && state === 'agrees' && !own && (
        <Button type="primary" loading={close.isPending} onClick={() => close.mutate()}>
          {t('fund.close')}
        </Button>
      )}
    </li>
  );
}

function Closed({ by, at }: { by: string; at: string | null }) {
  const { t } = useI18n();
  return <div className="muted">{t('fund.closedBy', { who: useActorName(by), at: formatInstant(at) })}</div>;
}
