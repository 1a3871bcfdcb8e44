import Input from 'antd/es/input';
import Pagination from 'antd/es/pagination';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { get } from '../api/client';
import type { Page, Schemas } from '../api/types';
import { NativeSelect } from '../filing/NativeSelect';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { useReference } from '../shared/useReference';

type Award = Schemas['PublicAwardListItem'];
const pageSize = 10;

/** 裁决书公开: awards that bind, without personal data, for anybody to find. */
export function AwardListPage() {
  const { t, pick } = useI18n();
  const [search, setSearch] = useSearchParams();
  const reference = useReference();
  const q = search.get('q') ?? undefined;
  const cause = search.get('cause') ?? '';
  const page = Math.max(1, Number(search.get('page')) || 1);
  const found = useQuery({
    queryKey: ['public-awards', q, cause, page],
    queryFn: ({ signal }) => get<Page<Award>>('/api/public/awards', { q, cause, page, pageSize }, signal),
    placeholderData: keepPreviousData,
  });
  const change = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(search);
    next.delete('page');
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setSearch(next);
  };
  return (
    <section className="awards">
      <h1>{t('awards.title')}</h1>
      <p className="muted">{t('awards.help')}</p>
      <div className="award-filters">
        <Input.Search
          key={q}
          aria-label={t('awards.search')}
          placeholder={t('awards.search')}
          defaultValue={q}
          maxLength={100}
          allowClear
          onSearch={(text) => change({ q: text.trim() || undefined })}
        />
        <NativeSelect
          aria-label={t('field.cause')}
          value={cause}
          onChange={(next) => change({ cause: next || undefined })}
          options={[
            { value: '', label: t('awards.allCauses') },
            ...(reference.data?.causes ?? []).map((one) => ({ value: one.code, label: pick(one) })),
          ]}
        />
      </div>
      {found.isError && !found.data ? (
        <Failure error={found.error} retry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading />
      ) : found.data.total === 0 ? (
        <p className="empty">{t(q || cause ? 'awards.noneFound' : 'awards.none')}</p>
      ) : (
        <>
          <ul className="plain award-list">
            {found.data.items.map((award) => (
              <li key={award.id}>
                <Link to={`/awards/${award.id}`}>{award.number}</Link>
                <div>
                  {award.employers} · {pick(award.cause)}
                </div>
                <div className="muted num">
                  {award.district && `${award.district} · `}
                  {t('awards.decidedOn', { day: award.decidedOn })} · {t('awards.publishedOn', { day: award.publishedOn })}
                </div>
              </li>
            ))}
          </ul>
          <Pagination
            size="small"
            current={page}
            pageSize={pageSize}
            total={found.data.total}
            showSizeChanger={false}
            hideOnSinglePage
            showTotal={(total) => t('list.total', { total })}
            onChange={(next) => setSearch({ ...Object.fromEntries(search), page: String(next) })}
          />
        </>
      )}
    </section>
  );
}
