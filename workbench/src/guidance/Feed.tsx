import Button from 'antd/es/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { post } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { FileInput } from '../shared/FileInput';
import { FieldRefusal } from '../shared/FieldRefusal';

type Line = Schemas['FedEnterprise'];

/** 数据接入: a sheet of newly registered employers; each line is taken, known already, or refused with what is wrong in it. */
export function Feed({ taken }: { taken: () => void }) {
  const { t, pick } = useI18n();
  const client = useQueryClient();
  const [sheet, setSheet] = useState<File>();
  const take = useMutation({
    mutationFn: () => {
      const form = new FormData();
      form.append('sheet', sheet!, sheet!.name);
      return post<Line[]>('/api/enterprises/import', form);
    },
    // What one brought oneself is shown at once.
    onSettled: () => void client.invalidateQueries({ queryKey: ['enterprises'] }).then(taken),
  });
  const count = (outcome: string) => take.data?.filter((line) => line.outcome === outcome).length ?? 0;
  const told = take.data?.filter((line) => line.outcome !== 'taken') ?? [];
  return (
    <section className="panel" aria-label={t('enterprise.feed')}>
      <h2>{t('enterprise.feed')}</h2>
      <p className="muted">{t('enterprise.feedHelp')}</p>
      <div className="import-form">
        <label>
          {t('enterprise.sheet')}
          <FileInput accept=".csv,text/csv" onFiles={([file]) => setSheet(file)} />
        </label>
        <Button type="primary" disabled={!sheet} loading={take.isPending} onClick={() => take.mutate()}>
          {t('enterprise.take')}
        </Button>
      </div>
      {take.isError && <FieldRefusal error={take.error} />}
      {take.isSuccess && (
        <>
          <p role="status">{t('enterprise.finished', { taken: count('taken'), already: count('already'), refused: count('refused') })}</p>
          {told.length > 0 && (
            <ul className="plain">
              {told.map((line) => (
                <li key={line.line}>
                  <b>{t('enterprise.line', { line: line.line })}</b>{' '}
                  {line.caseNumber ? (
                    <>
                      {t(line.outcome === 'changed' ? 'enterprise.changed' : 'enterprise.already')}{' '}
                      <Link to={`/cases?q=${encodeURIComponent(line.caseNumber)}`}>{line.caseNumber}</Link>
                    </>
                  ) : (
                    line.errors.map((error, index) => (
                      <span key={index} className="field-error block">
                        {pick(error)}
                      </span>
                    ))
                  )}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
