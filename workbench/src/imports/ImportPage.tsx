import Button from 'antd/es/button';
import Table from 'antd/es/table';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { get, post } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { FieldRefusal } from '../shared/FieldRefusal';
import { FileInput } from '../shared/FileInput';
import { RunProgress } from '../runs/RunProgress';
import { runsKey, useRuns, type Run } from '../runs/useRuns';
import { acceptAttribute, refusalOf } from '../filing/evidence';
import { formatInstant, formatSize } from '../shared/format';
import { PageFoot } from '../shared/PageFoot';
import { Failure } from '../shared/States';
import { usePage } from '../shared/usePage';
import { useReference } from '../shared/useReference';
import sampleSheet from './import-sample.csv?url';

type ImportRun = Schemas['ImportRunsItem'];

/** 批量导入: a sheet goes up, the work goes on by itself, and its clerk can leave and come back. */
export function ImportPage() {
  const { t, language } = useI18n();
  const client = useQueryClient();
  const { search, page, pageSize, change } = usePage();
  const shown = search.get('run') ?? undefined;
  const [sheet, setSheet] = useState<File>();
  const [files, setFiles] = useState<File[]>([]);
  const runs = useRuns({ kind: 'import', page, pageSize });
  const imports = runs.data?.items ?? [];
  const start = useMutation({
    mutationFn: () => {
      const form = new FormData();
      form.append('sheet', sheet!, sheet!.name);
      for (const file of files) form.append('files', file, file.name);
      return post<Run>('/api/imports', form);
    },
    onSuccess: (run) => {
      void client.invalidateQueries({ queryKey: runsKey });
      change({ run: run.id });
    },
  });
  const reference = useReference();
  const accepted = reference.data?.evidenceTypes;
  // What the host would refuse is refused before it travels.
  const refusedSheet = sheet && !/\.csv$/i.test(sheet.name) ? t('import.notCsv', { name: sheet.name }) : undefined;
  const refusedFiles = files.flatMap((file) => {
    const refusal = refusalOf(file, accepted);
    return refusal ? [t(`evidence.refused.${refusal}`, { name: file.name, limit: formatSize(accepted?.maxBytes ?? 0) })] : [];
  });
  const said = start.error instanceof ApiProblem ? start.error.fieldErrors : [];
  const sheetFault = refusedSheet ?? said.find((fault) => fault.field === 'sheet')?.[language];
  const fileFaults = [...refusedFiles, ...said.filter((fault) => fault.field === 'files').map((fault) => fault[language])];
  return (
    <section className="page">
      <h1>{t('import.title')}</h1>
      <p className="muted">
        {t('import.help')}{' '}
        <a href={sampleSheet} download={t('import.sampleName')}>
          {t('import.sample')}
        </a>
      </p>
      <div className="import-form">
        <label>
          {t('import.sheet')}
          <FileInput
            accept=".csv,text/csv"
            aria-invalid={sheetFault ? true : undefined}
            aria-describedby="import-sheet-error"
            onFiles={([file]) => {
              start.reset();
              setSheet(file);
            }}
          />
          <span id="import-sheet-error" className="field-error" role="alert">
            {sheetFault}
          </span>
        </label>
        <label>
          {t('import.files')}
          <FileInput
            multiple
            accept={acceptAttribute(accepted?.extensions)}
            aria-invalid={fileFaults.length > 0 ? true : undefined}
            aria-describedby="import-files-error"
            onFiles={(chosen) => {
              start.reset();
              setFiles(chosen);
            }}
          />
          <span id="import-files-error" className="field-error" role="alert">
            {fileFaults.map((fault) => (
              <span key={fault} className="block">
                {fault}
              </span>
            ))}
          </span>
        </label>
        <Button
          type="primary"
          disabled={!sheet || !!refusedSheet || refusedFiles.length > 0}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t('import.start')}
        </Button>
      </div>
      {start.isError && (
        <FieldRefusal error={start.error} className="gap-below" beside={['sheet', 'files']} lead={(field) => `${field} `} />
      )}
      {shown && <RunPanel key={shown} id={shown} />}
      <h2>{t('import.recent')}</h2>
      {runs.isError ? (
        <Failure error={runs.error} retry={() => void runs.refetch()} />
      ) : imports.length ? (
        <>
          <ul className="plain">
            {imports.map((run) => (
              <li key={run.id} className="row">
                <Link to={`?run=${run.id}`}>{run.title}</Link>
                <span className="muted num">{formatInstant(run.startedAt)}</span>
                <span className="num">{t('import.progress', { done: run.done, total: run.total })}</span>
              </li>
            ))}
          </ul>
          <PageFoot page={page} pageSize={pageSize} total={runs.data?.total ?? 0} change={change} />
        </>
      ) : (
        <p className="muted">{t('import.none')}</p>
      )}
    </section>
  );
}

function RunPanel({ id }: { id: string }) {
  const { t, pick } = useI18n();
  const shown = useQuery({
    queryKey: ['runs', 'import', id],
    queryFn: ({ signal }) => get<ImportRun>(`/api/imports/${encodeURIComponent(id)}`, undefined, signal),
    refetchInterval: (query) => (query.state.data && query.state.data.run.state !== 'running' ? false : 1000),
  });
  if (shown.isError && !shown.data) return <Failure error={shown.error} retry={() => void shown.refetch()} />;
  if (!shown.data) return null;
  const { run, lines } = shown.data;
  const count = (outcome: string) => lines.filter((line) => line.outcome === outcome).length;
  return (
    <section aria-label={run.title}>
      <h2>{run.title}</h2>
      <RunProgress run={run} />
      <p role="status">
        {run.state === 'finished'
          ? t('import.finished', { taken: count('taken'), already: count('already'), refused: count('refused') })
          : run.state === 'running'
            ? t('import.running')
            : run.state === 'interrupted' && t('import.interrupted')}
      </p>
      <Table
        rowKey="line"
        size="small"
        pagination={{ size: 'small', pageSize: 50, hideOnSinglePage: true }}
        dataSource={lines}
        columns={[
          { title: t('import.line'), width: 80, render: (_, line) => <span className="num">{line.line}</span> },
          {
            title: t('import.outcome'),
            width: 140,
            render: (_, line) => t(`import.${line.outcome as 'taken' | 'already' | 'refused'}`),
          },
          {
            title: t('field.caseNumber'),
            width: 260,
            render: (_, line) =>
              line.caseNumber ? <Link to={`/cases?q=${encodeURIComponent(line.caseNumber)}`}>{line.caseNumber}</Link> : '—',
          },
          { title: t('receipt.queryCode'), width: 180, render: (_, line) => <span className="num">{line.queryCode ?? '—'}</span> },
          {
            title: t('import.faults'),
            render: (_, line) =>
              line.errors.map((error, index) => (
                <div key={index} className="field-error">
                  {pick(error)}
                </div>
              )),
          },
        ]}
      />
    </section>
  );
}
