import Button from 'antd/es/button';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { get } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { PublicCase } from '../api/types';
import { useI18n } from '../i18n';
import { formatDate, formatInstant, formatMoney } from '../shared/format';
import { Failure, Loading } from '../shared/States';
import { codeHeader, publicCasePath, type Credentials } from './credentials';
import { Agreement } from './Agreement';
import { DocumentLink } from './DocumentLink';
import { PartyRequests } from './PartyRequests';
import { PartyTask } from './PartyTask';
import { SupplementEvidence } from './SupplementEvidence';
import { WithdrawButton } from './WithdrawButton';

/** Where the case stands, what comes next, what the party has to do, its papers. */
export function CaseView({ credentials, leave }: { credentials: Credentials; leave: () => void }) {
  const { t, pick, tell } = useI18n();
  const client = useQueryClient();
  const queryKey = ['publicCase', credentials.caseNumber];
  const record = useQuery({
    queryKey,
    queryFn: ({ signal }) => get<PublicCase>(publicCasePath(credentials.caseNumber), undefined, signal, codeHeader(credentials)),
    gcTime: 0,
  });
  const refresh = () => void client.invalidateQueries({ queryKey });

  if (record.isPending) return <Loading />;
  if (!record.data) {
    return (
      <>
        <Failure error={record.error} retry={record.error instanceof ApiProblem ? undefined : () => void record.refetch()} />
        <p className="centered">
          <Button onClick={leave}>{t('follow.other')}</Button>
        </p>
      </>
    );
  }
  const data = record.data;
  return (
    <section className="follow">
      <h1>{data.caseNumber}</h1>
      <p className="muted">
        {data.docketNumber && <>{t('case.docket', { number: data.docketNumber })} · </>}
        {pick(data.procedure)} · {t('field.filedAt')} {formatDate(data.filedAt)}
      </p>
      <div className="stage-box">
        <div className="muted">{t('follow.now')}</div>
        <div className="stage-name">{pick(data.stage)}</div>
        {data.nextStep && (
          <div>
            {t('text.pair', { name: t('follow.next'), value: pick(data.nextStep) })}
            {data.nextStep.by && <b className="num"> {t('follow.by', { date: data.nextStep.by.slice(0, 10) })}</b>}
          </div>
        )}
      </div>
      {data.agreement && <Agreement agreement={data.agreement} />}
      {data.tasks.map((task) => (
        <PartyTask key={`${task.id}-${task.revision}`} task={task} credentials={credentials} done={refresh} />
      ))}
      <h2>{t('case.claims')}</h2>
      <ul className="plain">
        {data.claims.map((claim) => (
          <li key={claim.number} className="row">
            <span className="grow">
              {claim.number}. {pick(claim.cause)}
            </span>
            <span className="num">{formatMoney(claim.amount)}</span>
          </li>
        ))}
      </ul>
      <h2>{t('follow.papers')}</h2>
      {data.documents.length === 0 && <p className="muted">{t('case.noFiles')}</p>}
      <ul className="plain files">
        {data.documents.map((document) => (
          <li key={document.id}>
            <DocumentLink document={document} credentials={credentials} />
          </li>
        ))}
      </ul>
      {!data.closed && <SupplementEvidence credentials={credentials} done={refresh} />}
      <PartyRequests record={data} credentials={credentials} done={refresh} />
      {/* Before the timeline, which grows long: on a phone nobody would find it below. */}
      {data.mayWithdraw && (
        <p>
          <WithdrawButton credentials={credentials} asksWho={data.asksWho} review={data.stage.code === 'agreement-review'} done={refresh} />
        </p>
      )}
      <h2>{t('case.timeline')}</h2>
      <ol className="plain timeline">
        {[...data.timeline]
          .sort((a, b) => b.at.localeCompare(a.at))
          .map((entry, index) => (
            <li key={index}>
              <span className="muted num">{formatInstant(entry.at)}</span>
              <div>{tell(entry)}</div>
            </li>
          ))}
      </ol>
      <p className="row follow-foot">
        <Button onClick={leave}>{t('follow.other')}</Button>
      </p>
    </section>
  );
}
