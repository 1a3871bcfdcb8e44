import Input from 'antd/es/input';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { PageFoot } from '../shared/PageFoot';
import { Failure, Loading } from '../shared/States';
import { usePage } from '../shared/usePage';
import { useReference } from '../shared/useReference';
import { WideTable } from '../shared/WideTable';
import { tasksLink } from '../statistics/links';

/** The people of one role, what they have to do, and what they are engaged in over the next two weeks. */
export function OfficerList({ role }: { role: string }) {
  const { t, pick } = useI18n();
  const reference = useReference();
  const { search, page, pageSize, change } = usePage();
  const q = search.get('q') ?? undefined;
  const people = useQuery({
    queryKey: ['registers', role, q, page, pageSize],
    queryFn: ({ signal }) => get<Schemas['OfficerRegisterAnswer']>('/api/registers/officers', { role, q, page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  if (people.isError && !people.data) return <Failure error={people.error} retry={() => void people.refetch()} />;
  if (!people.data) return <Loading />;
  const { items, total, from, to } = people.data;
  const place = (code: string | null) =>
    code ? (reference.data?.districts.find((district) => district.code === code.slice(0, 6))?.name ?? code) : '—';
  const number = (value: number, query: Record<string, string>) => (value > 0 ? <Link to={tasksLink(query)}>{value}</Link> : value);
  return (
    <>
      <div className="filters">
        <Input.Search
          className="filter-search"
          aria-label={t('registers.search')}
          placeholder={t('registers.search')}
          allowClear
          defaultValue={q}
          onSearch={(text) => change({ q: text.trim() || undefined })}
        />
      </div>
      <p className="muted">{t('registers.help', { from, to })}</p>
      {items.length === 0 ? (
        <p className="empty">{t('registers.none')}</p>
      ) : (
        <WideTable label={t('registers.title')}>
          <thead>
            <tr>
              <th>{t('registers.name')}</th>
              <th>{t('registers.office')}</th>
              <th>{t('registers.place')}</th>
              <th className="right">{t('registers.open')}</th>
              <th className="right">{t('registers.overdue')}</th>
              <th>{t('registers.engaged')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((person) => (
              <tr key={person.userName}>
                <td className="nowrap">
                  {person.displayName}{' '}
                  <Link className="muted" to={`/calendar?person=${encodeURIComponent(person.userName)}`}>
                    {t('registers.calendar')}
                  </Link>
                </td>
                <td>{person.office ?? '—'}</td>
                <td className="nowrap">{place(person.jurisdiction)}</td>
                <td className="num right">{number(person.open, { assignee: person.userName })}</td>
                <td className="num right">{number(person.overdue, { assignee: person.userName, due: 'overdue' })}</td>
                <td>
                  {person.engagements.length === 0 ? (
                    <span className="muted">{t('registers.free')}</span>
                  ) : (
                    <ul className="plain">
                      {person.engagements.map((one) => (
                        <li key={`${one.date} ${one.startsAt} ${one.caseNumber}`}>
                          <span className="num">
                            {one.date} {[one.startsAt, one.endsAt].filter(Boolean).join('–')}
                          </span>{' '}
                          {pick({ zh: one.kind, en: one.en })} {one.place && <span className="muted">{one.place}</span>}{' '}
                          {one.caseId && <Link to={`/cases/${one.caseId}`}>{one.caseNumber}</Link>}
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <PageFoot page={page} pageSize={pageSize} total={total} change={change} />
    </>
  );
}
