import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../api/client';
import type { Schemas } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { FieldRefusal } from '../shared/FieldRefusal';
import { FileInput } from '../shared/FileInput';
import { lineOf, readStatement } from './statement';

/** 对账: the bank's statement of the month, pasted from a sheet or read from a file, held against the ledger. */
export function Compare({ fund, month }: { fund: string; month: string }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const compare = useMutation({
    mutationFn: () => post<Schemas['FundBooksItem']>('/api/fund/reconciliations', { fund, month, statement: readStatement(text) }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['fund'] }),
  });
  const lines = readStatement(text).length;
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        compare.mutate();
      }}
    >
      <h2>{t('fund.compare')}</h2>
      {compare.isError && (
        <FieldRefusal
          error={compare.error}
          className="gap-below"
          lead={(field) => {
            const line = lineOf(field);
            return line !== null && <b>{t('fund.lineNumber', { line })} </b>;
          }}
        />
      )}
      {compare.isSuccess && (
        <Alert
          type={compare.data.state === 'differs' ? 'warning' : 'success'}
          showIcon
          role="status"
          className="gap-below"
          title={t(compare.data.state === 'differs' ? 'fund.state.differs' : 'fund.state.agrees')}
        />
      )}
      <Field label={t('fund.statement')} help={t('fund.statementHelp')} required>
        <Input.TextArea rows={6} spellCheck={false} className="num" value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <div className="import-form">
        <label>
          {t('fund.file')}
          <FileInput accept=".csv,text/csv,text/plain" onFiles={([file]) => void file?.text().then(setText)} />
        </label>
        <Button type="primary" htmlType="submit" loading={compare.isPending}>
          {lines === 0 ? t('fund.compareNone') : t('fund.compareLines', { lines })}
        </Button>
      </div>
    </form>
  );
}
