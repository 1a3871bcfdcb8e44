import Table, { type ColumnsType } from 'antd/es/table';
import Input from 'antd/es/input';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { get } from '../api/client';
import type { FileItem, Page, Schemas } from '../api/types';
import { DocumentViewer } from '../cases/DocumentViewer';
import { useI18n } from '../i18n';
import { MovedList } from '../live/MovedList';
import { useSteadyRows } from '../live/useSteadyRows';
import { formatInstant } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { Actor } from '../shared/people';
import { Failure, Loading } from '../shared/States';
import { useNarrow } from '../shared/useNarrow';

type Paper = Schemas['ListDocumentsItem'];
const states = ['draft', 'unserved', 'served', 'all'] as const;

/** 文书: the papers of all cases, by where they stand; each opens in the page. */
export function DocumentsPage() {
  const { t, say } = useI18n();
  const narrow = useNarrow();
  const [search, setSearch] = useSearchParams();
  const [shown, setShown] = useState<Paper>();
  const state = states.find((one) => one === search.get('state')) ?? 'unserved';
  const q = search.get('q') ?? undefined;
  const page = Math.max(1, Number(search.get('page')) || 1);
  const papers = useQuery({
    queryKey: ['documents', state, q, page],
    queryFn: ({ signal }) =>
      get<Page<Paper>>('/api/documents', { state: state === 'all' ? undefined : state, q, page, pageSize: 20 }, signal),
    placeholderData: keepPreviousData,
  });
  const steady = useSteadyRows(search.toString(), papers.data, !papers.isPlaceholderData);
  const change = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(search);
    next.delete('page');
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setSearch(next);
  };
  const columns: ColumnsType<Paper> = [
    {
      title: t('documents.name'),
      render: (_, paper) => (
        <button type="button" className="link-button wrap" onClick={() => setShown(paper)}>
          {say(paper.name)}
        </button>
      ),
    },
    { title: t('documents.number'), width: 270, render: (_, paper) => paper.number ?? t('documents.state.draft') },
    {
      title: t('field.caseNumber'),
      width: 240,
      render: (_, paper) => <Link to={`/cases/${encodeURIComponent(paper.caseId)}?tab=files`}>{paper.caseNumber}</Link>,
    },
    {
      title: t('documents.created'),
      width: 200,
      render: (_, paper) => (
        <>
          <span className="num">{formatInstant(paper.createdAt)}</span>{' '}
          <span className="muted">
            <Actor name={paper.createdBy} />
          </span>
        </>
      ),
    },
    {
      title: t('documents.served_'),
      width: 130,
      align: 'right',
      render: (_, paper) => (
        <>
          {paper.returned > 0 && <span className="light-red">{t('documents.returned', { count: paper.returned })} </span>}
          <span className="num">{paper.services}</span>
        </>
      ),
    },
  ];
  return (
    <section className="page">
      <h1 className="sr-only">{t('nav.documents')}</h1>
      <div className="filters">
        <div className="tabs" role="group" aria-label={t('nav.documents')}>
          {states.map((one) => (
            <button key={one} type="button" aria-pressed={state === one} onClick={() => change({ state: one })}>
              {t(one === 'draft' ? 'documents.state.draft' : `documents.${one}`)}
            </button>
          ))}
        </div>
        <Input.Search
          key={q}
          className="filter-search"
          aria-label={t('task.search')}
          placeholder={t('documents.name')}
          defaultValue={q}
          allowClear
          onSearch={(text) => change({ q: text.trim() || undefined })}
        />
      </div>
      {papers.isError && !papers.data ? (
        <Failure error={papers.error} retry={() => void papers.refetch()} />
      ) : !papers.data ? (
        <Loading />
      ) : (
        <>
          <MovedList {...steady} />
          {narrow ? (
            <>
              <Cards papers={steady.rows} open={setShown} />
              <PageFoot
                page={page}
                pageSize={20}
                total={papers.data.total}
                change={(next) => change({ page: next.page === undefined ? undefined : String(next.page) })}
              />
            </>
          ) : (
            <Table<Paper>
              rowKey="id"
              size="small"
              columns={columns}
              dataSource={steady.rows}
              scroll={{ x: 900 }}
              sticky={{ offsetHeader: 48 }}
              locale={{ emptyText: <p className="empty">{t('documents.none')}</p> }}
              pagination={{
                size: 'small',
                current: page,
                pageSize: 20,
                total: papers.data.total,
                showSizeChanger: false,
                showTotal: (total) => t('list.total', { total }),
                onChange: (next) => change({ page: String(next) }),
              }}
            />
          )}
        </>
      )}
      {shown && <DocumentViewer caseId={shown.caseId} file={fileOf(shown)} close={() => setShown(undefined)} />}
    </section>
  );
}

/** The list on a phone: one card a paper. */
function Cards({ papers, open }: { papers: readonly Paper[]; open: (paper: Paper) => void }) {
  const { t, say } = useI18n();
  if (papers.length === 0) return <p className="empty">{t('documents.none')}</p>;
  return (
    <ul className="cards">
      {papers.map((paper) => (
        <li key={paper.id}>
          <button type="button" className="link-button wrap card-title" onClick={() => open(paper)}>
            {say(paper.name)}
          </button>
          <div className="wrap">{paper.number ?? t('documents.state.draft')}</div>
          <div>
            <Link to={`/cases/${encodeURIComponent(paper.caseId)}?tab=files`}>{paper.caseNumber}</Link>
          </div>
          <div className="muted">
            <span className="num">{formatInstant(paper.createdAt)}</span> <Actor name={paper.createdBy} />
          </div>
          <div>
            {t('documents.served_')} <span className="num">{paper.services}</span>
            {paper.returned > 0 && <span className="light-red"> {t('documents.returned', { count: paper.returned })}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}

const fileOf = (paper: Paper): FileItem => ({
  id: paper.id,
  name: paper.name,
  kind: null,
  contentType: paper.contentType,
  size: paper.size,
  by: paper.createdBy,
  at: paper.createdAt,
  number: paper.number,
  state: paper.state,
  version: paper.version,
});
