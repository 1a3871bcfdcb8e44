import Input from 'antd/es/input';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../api/client';
import type { OrganisationPage } from '../api/types';
import { useI18n } from '../i18n';
import { PageFoot } from '../shared/PageFoot';
import { Failure, Loading } from '../shared/States';
import { usePage } from '../shared/usePage';
import { useReference } from '../shared/useReference';
import { WideTable } from '../shared/WideTable';
import { casesLink } from '../statistics/links';

/** 调解组织: where they are, whether they take new cases, and how many they have. Administrators keep the register. */
export function OrganisationList() {
  const { t } = useI18n();
  const reference = useReference();
  const { search, page, pageSize, change } = usePage();
  const q = search.get('q') ?? undefined;
  const found = useQuery({
    queryKey: ['organisations', 'register', q, page, pageSize],
    queryFn: ({ signal }) => get<OrganisationPage>('/api/mediation-organisations', { q, page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  if (found.isError && !found.data) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return (
    <>
      <div className="filters">
        <Input.Search
          className="filter-search"
          aria-label={t('organisation.search')}
          placeholder={t('organisation.search')}
          allowClear
          defaultValue={q}
          onSearch={(text) => change({ q: text.trim() || undefined })}
        />
      </div>
      {found.data.items.length === 0 ? (
        <p className="empty">{t('registers.none')}</p>
      ) : (
        <WideTable label={t('registers.organisations')}>
          <thead>
            <tr>
              <th>{t('organisation.name')}</th>
              <th>{t('organisation.level')}</th>
              <th>{t('registers.place')}</th>
              <th>{t('organisation.crossBorderShort')}</th>
              <th>{t('organisation.takes')}</th>
              <th className="right">{t('organisation.openCases')}</th>
            </tr>
          </thead>
          <tbody>
            {found.data.items.map((row) => (
              <tr key={row.id}>
                <td className="wrap">{row.name}</td>
                <td className="nowrap">{t(`organisation.level.${row.level as 'street'}`)}</td>
                <td className="nowrap">
                  {reference.data?.districts.find((district) => district.code === row.jurisdiction.slice(0, 6))?.name}{' '}
                  <span className="muted num">{row.jurisdiction}</span>
                </td>
                <td>{t(row.crossBorder ? 'organisation.yes' : 'organisation.no')}</td>
                <td>{t(row.active ? 'organisation.yes' : 'organisation.no')}</td>
                <td className="num right">
                  {row.openCases > 0 ? <Link to={casesLink({ office: row.id, state: 'open' })}>{row.openCases}</Link> : 0}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <PageFoot page={page} pageSize={pageSize} total={found.data.total} change={change} />
    </>
  );
}
