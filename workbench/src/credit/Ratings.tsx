import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { get, post } from '../api/client';
import type { Page, Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { WideTable } from '../shared/WideTable';

type List = Schemas['CreditListsItem'];
type Rated = Schemas['CreditListsRated'];
const size = 20;
const grades = ['', 'A', 'B', 'C'] as const;
const states = ['listed', 'in-case', 'final'] as const;

/** The employers of a year with their grades, the facts behind them, and the way to a case of their own. */
export function Ratings({ list, acts }: { list: List; acts: boolean }) {
  const { t } = useI18n();
  const [grade, setGrade] = useState<(typeof grades)[number]>('');
  const [q, setQ] = useState('');
  const [page, setPage] = useState(1);
  const rated = useQuery({
    queryKey: ['credit', 'ratings', list.id, grade, q, page],
    queryFn: ({ signal }) =>
      get<Page<Rated>>(
        '/api/credit/ratings',
        { list: list.id, grade: grade || undefined, q: q || undefined, page, pageSize: size },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  if (rated.isError && !rated.data) return <Failure error={rated.error} retry={() => void rated.refetch()} />;
  if (!rated.data) return <Loading />;
  const pages = Math.max(1, Math.ceil(rated.data.total / size));
  return (
    <section className="panel" aria-label={t('credit.show')}>
      <div className="filters">
        <div className="tabs" role="group" aria-label={t('credit.grade')}>
          {grades.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={grade === one}
              onClick={() => {
                setGrade(one);
                setPage(1);
              }}
            >
              {one || t('credit.all')}
            </button>
          ))}
        </div>
        <Input
          aria-label={t('credit.search')}
          placeholder={t('credit.search')}
          className="filter-search"
          value={q}
          onChange={(event) => {
            setQ(event.target.value);
            setPage(1);
          }}
        />
      </div>
      {rated.data.items.length === 0 ? (
        <p className="empty">{t('credit.nobody')}</p>
      ) : (
        <WideTable label={t('credit.show')}>
          <thead>
            <tr>
              <th>{t('credit.employer')}</th>
              <th>{t('credit.grade')}</th>
              <th className="num">{t('credit.findings')}</th>
              <th>{t('credit.facts')}</th>
              <th>{t('credit.supervision')}</th>
            </tr>
          </thead>
          <tbody>
            {rated.data.items.map((one) => (
              <Row key={one.id} rated={one} list={list} acts={acts} />
            ))}
          </tbody>
        </WideTable>
      )}
      {pages > 1 && (
        <div className="row">
          <Button size="small" disabled={page === 1} onClick={() => setPage(page - 1)}>
            {t('credit.before')}
          </Button>
          <span className="num">{t('credit.page', { page, pages })}</span>
          <Button size="small" disabled={page === pages} onClick={() => setPage(page + 1)}>
            {t('credit.after')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Row({ rated, list, acts }: { rated: Rated; list: List; acts: boolean }) {
  const { t } = useI18n();
  const state = states.find((one) => one === rated.state) ?? 'listed';
  const leaves =
    rated.state !== 'listed' ? undefined : list.state === 'scored' ? 'change' : list.state === 'notified' ? 'object' : undefined;
  return (
    <tr>
      <td className="wrap">
        {rated.employer}
        <div className="muted num">{rated.creditCode ?? '—'}</div>
        {acts && leaves && <Leave rated={rated} objection={leaves === 'object'} />}
      </td>
      <td className="nowrap">
        <b>{rated.grade}</b>
        {rated.grade !== rated.scoredGrade && <div className="muted">{t('credit.scored', { grade: rated.scoredGrade })}</div>}
        <div className="muted">{t(`credit.rating.${state}`, { until: rated.keepUntil ?? '' })}</div>
        {rated.caseId && <Link to={`/cases/${rated.caseId}`}>{rated.caseNumber ?? rated.caseId}</Link>}
      </td>
      <td className="num">{rated.findings}</td>
      <td className="wrap">
        {rated.reason}
        {rated.facts.length === 0 && rated.findings === 0 && <div className="muted">{t('credit.noFacts')}</div>}
        {rated.facts.map((fact, index) => (
          <div key={index} className="muted">
            <Link to={`/cases/${fact.caseId}`}>{fact.caseNumber}</Link> <span className="num">{fact.on}</span> {fact.what}
          </div>
        ))}
      </td>
      <td className="wrap">{rated.supervision}</td>
    </tr>
  );
}

function Leave({ rated, objection }: { rated: Rated; objection: boolean }) {
  const { t } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const leave = useMutation({
    mutationFn: () => post<{ caseId: string }>(`/api/credit/ratings/${rated.id}/case`, { objection, text }),
    onSuccess: (opened) => {
      void client.invalidateQueries({ queryKey: ['credit'] });
      void navigate(`/cases/${opened.caseId}`);
    },
  });
  const label = t(objection ? 'credit.object' : 'credit.change');
  if (!open)
    return (
      <button type="button" className="link-button" onClick={() => setOpen(true)}>
        {label}
      </button>
    );
  return (
    <div className="import-form">
      {leave.isError && <Alert type="error" showIcon role="alert" title={errorText(leave.error)} />}
      <Input.TextArea
        aria-label={t(objection ? 'credit.objectText' : 'credit.changeText')}
        placeholder={t(objection ? 'credit.objectText' : 'credit.changeText')}
        autoSize={{ minRows: 2 }}
        value={text}
        maxLength={2000}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="primary" loading={leave.isPending} disabled={text.trim() === ''} onClick={() => leave.mutate()}>
        {t('credit.open')}
      </Button>
    </div>
  );
}
