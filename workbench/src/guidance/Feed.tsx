import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { post } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';

type Line = Schemas['FedEnterprise'];

/** 数据接入: a sheet of newly registered employers; each line is taken, known already, or refused with what is wrong in it. */
export function Feed({ taken }: { taken: () => void }) {
  const { t, pick } = useI18n();
  const errorText = useErrorText();
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
  const faults = take.error instanceof ApiProblem ? take.error.fieldErrors : [];
  const count = (outcome: string) => take.data?.filter((line) => line.outcome === outcome).length ?? 0;
  const told = take.data?.filter((line) => line.outcome !== 'taken') ?? [];
  return (
    <section className="panel" aria-label={t('enterprise.feed')}>
      <h2>{t('enterprise.feed')}</h2>
      <p className="muted">{t('enterprise.feedHelp')}</p>
      <div className="import-form">
        <label>
          {t('enterprise.sheet')}
          <input type="file" accept=".csv,text/csv" onChange={(event) => setSheet(event.target.files?.[0])} />
        </label>
        <Button type="primary" disabled={!sheet} loading={take.isPending} onClick={() => take.mutate()}>
          {t('enterprise.take')}
        </Button>
      </div>
      {take.isError && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={errorText(take.error)}
          description={
            faults.length > 0 && (
              <ul className="plain">
                {faults.map((fault, index) => (
                  <li key={index}>{pick(fault)}</li>
                ))}
              </ul>
            )
          }
        />
      )}
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
