import { Link, useParams } from 'react-router';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { Moves } from '../statutes/Moves';
import { useRecount } from '../statutes/useCountedMoves';
import { RunOnItsWay } from './RunOnItsWay';
import { RunProgress } from './RunProgress';

/** 期限重算: how far a recount or an approval is, and which deadlines it moved or would move. */
export function DeadlineRunPage() {
  const { t } = useI18n();
  const { id } = useParams();
  const recount = useRecount(id);
  if (recount.isError && !recount.data) return <Failure error={recount.error} retry={() => void recount.refetch()} />;
  if (!recount.data) return <Loading />;
  const { run, outcome } = recount.data;
  return (
    <section className="page">
      <h1>{t(outcome?.approves ? 'runs.deadlinesMoved' : 'runs.kind.deadlines')}</h1>
      {run.state === 'running' ? <RunOnItsWay run={run} /> : <RunProgress run={run} />}
      {outcome?.moves && <Moves moves={outcome.moves} />}
      <p className="row">
        {outcome && <Link to={`/statutes?tab=changes&change=${outcome.changeId}`}>{t('runs.openChange')}</Link>}
        <Link to="/runs">{t('runs.title')}</Link>
      </p>
    </section>
  );
}
