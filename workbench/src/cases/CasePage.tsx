import Button from 'antd/es/button';
import { Link, useParams, useSearchParams } from 'react-router';
import type { CaseDetail } from '../api/types';
import { DeadlineList } from '../deadlines/DeadlineList';
import { useI18n, type MessageKey } from '../i18n';
import { useMe } from '../session/useMe';
import { formatDate } from '../shared/format';
import { LightMark } from '../shared/LightMark';
import { PageTabs } from '../shared/PageTabs';
import { remainingText } from '../shared/remaining';
import { Failure, Loading } from '../shared/States';
import { useReference } from '../shared/useReference';
import { Advances } from './Advances';
import { Agreements } from './Agreements';
import { CaseFlags } from './CaseFlags';
import { ClaimsTable } from './ClaimsTable';
import { DeadlineActs } from './DeadlineActs';
import { Employment } from './Employment';
import { Ending } from './Ending';
import { Exceptions } from './Exceptions';
import { FileList } from './FileList';
import { CaseTimeline, HistoryTable } from './History';
import { Intake } from './Intake';
import { EmployerFacts } from './EmployerFacts';
import { MergeCandidates } from './MergeCandidates';
import { PartiesHead } from './PartiesHead';
import { PartiesList } from './PartiesList';
import { Payments } from './Payments';
import { ProcedurePicture } from './ProcedurePicture';
import { QueryCodes } from './QueryCodes';
import { Recusals } from './Recusals';
import { Services } from './Services';
import { Sessions } from './Sessions';
import { Hearings } from './Hearings';
import { HiddenNarratives } from './Narratives';
import { Notes } from './Notes';
import { Appointments } from '../appointments/Appointments';
import { useCase, useCaseHistory, useCaseProcedure } from './useCases';

export function CasePage() {
  const { id = '' } = useParams();
  const record = useCase(id);
  if (record.isPending) return <Loading />;
  if (!record.data) return <Failure error={record.error} retry={() => void record.refetch()} />;
  return <CaseView record={record.data} />;
}

function CaseView({ record }: { record: CaseDetail }) {
  const { t, pick } = useI18n();
  const [search, setSearch] = useSearchParams();
  const tab = search.get('tab') ?? 'overview';
  const seesDesigner = useMe().data?.roles.some((role) => role === 'administrator' || role === 'auditor') ?? false;
  const procedure = useCaseProcedure(record.id, tab === 'overview');
  const history = useCaseHistory(record.id, tab === 'overview' || tab === 'history');

  const tabs = [
    {
      key: 'overview',
      label: t('case.tab.overview'),
      children: (
        <>
          {!record.closedAt && <MergeCandidates caseId={record.id} />}
          <EmployerFacts caseId={record.id} />
          {procedure.data && <ProcedurePicture graph={procedure.data} />}
          {procedure.data?.instanceId && seesDesigner && (
            <p>
              <a href={`/designer/#/instances/${encodeURIComponent(procedure.data.instanceId)}`}>{t('procedure.inDesigner')}</a>
            </p>
          )}
          {procedure.isError && <Failure error={procedure.error} retry={() => void procedure.refetch()} />}
          <div className="case-columns">
            <section>
              <Ending record={record} />
              <h2>{t('case.parties')}</h2>
              <PartiesList record={record} />
              <Employment record={record} />
              <h2>{t('case.claims')}</h2>
              <ClaimsTable claims={record.claims ?? []} />
              <Agreements agreements={record.agreements} />
              <Advances caseId={record.id} procedure={record.procedure.code} />
              <Payments caseId={record.id} procedure={record.procedure.code} />
              <Intake intake={record.intake} witnesses={record.witnesses} />
              <h2>{t('case.facts')}</h2>
              {record.narrativesHidden ? <HiddenNarratives caseId={record.id} /> : <p className="facts">{record.facts}</p>}
            </section>
            <section>
              <h2>{t('case.openTasks')}</h2>
              <OpenTasks record={record} />
              <h2>{t('case.deadlines')}</h2>
              <DeadlineList
                deadlines={record.deadlines ?? []}
                acts={(deadline) => <DeadlineActs caseId={record.id} deadline={deadline} />}
              />
              <h2>{t('case.timeline')}</h2>
              {history.data ? <CaseTimeline entries={history.data} /> : <Loading />}
            </section>
          </div>
        </>
      ),
    },
    {
      key: 'files',
      label: t('case.tab.files', { count: (record.documents?.length ?? 0) + (record.evidence?.length ?? 0) }),
      children: (
        <div className="case-columns">
          <section>
            <p>
              <Button href={`/api/cases/${encodeURIComponent(record.id)}/volume`} download>
                {t('file.volume')}
              </Button>
            </p>
            <h2>{t('case.documents')}</h2>
            <FileList caseId={record.id} files={record.documents ?? []} />
            <h2>{t('service.title')}</h2>
            <Services caseId={record.id} />
          </section>
          <section>
            <h2>{t('case.evidence')}</h2>
            <FileList caseId={record.id} files={record.evidence ?? []} />
          </section>
        </div>
      ),
    },
    {
      key: 'sessions',
      label: t('case.tab.sessions', { count: record.sessions.length + record.hearings.length }),
      children: (
        <div className="case-columns">
          <section>
            <h2>{t('case.hearings')}</h2>
            <Hearings hearings={record.hearings} />
            <h2>{t('case.mediations')}</h2>
            <Sessions sessions={record.sessions} />
          </section>
          <section>
            <h2>{t('case.appointments')}</h2>
            <Appointments caseId={record.id} closed={record.closedAt !== null} />
          </section>
        </div>
      ),
    },
    {
      key: 'acts',
      label: t('case.tab.acts'),
      children: (
        <div className="case-columns">
          <section>
            <Exceptions record={record} />
          </section>
          <section>
            <Recusals caseId={record.id} />
          </section>
        </div>
      ),
    },
    { key: 'notes', label: t('case.tab.notes'), children: <Notes caseId={record.id} /> },
    {
      key: 'related',
      label: t('case.tab.related', { count: record.related?.length ?? 0 }),
      children: record.related?.length ? (
        <ul className="plain">
          {record.related.map((other) => (
            <li key={other.id}>
              <Link to={`/cases/${encodeURIComponent(other.id)}`}>{other.caseNumber}</Link>{' '}
              <span className="muted">
                {pick(other.procedure)} · {pick(other.stage)}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">{t('case.noRelated')}</p>
      ),
    },
    {
      key: 'history',
      label: t('case.tab.history'),
      children: history.data ? <HistoryTable entries={history.data} /> : history.isError ? <Failure error={history.error} /> : <Loading />,
    },
  ];

  return (
    <section className="page">
      <header className="page-head">
        <div>
          <h1>{record.caseNumber}</h1>
          <PartiesHead record={record} />
          <p className="muted">
            {[
              record.docketNumber && t('case.docket', { number: record.docketNumber }),
              pick(record.cause),
              pick(record.procedure),
              t(`channel.${record.channel}` as MessageKey),
              `${t('field.filedAt')} ${formatDate(record.filedAt)}`,
            ]
              .filter(Boolean)
              .join(' · ')}
            <DistrictName district={record.district} />
            {record.authority && <> · {pick(record.authority)}</>}
          </p>
        </div>
        <div className="page-facts">
          <span>
            {t('field.stage')} <b>{pick(record.stage)}</b>
          </span>
          <LightMark light={record.light} />
          <CaseFlags flags={record.flags} />
          {!record.closedAt && <QueryCodes caseId={record.id} />}
        </div>
      </header>
      <PageTabs
        label={record.caseNumber}
        active={tab}
        items={tabs}
        change={(key) => setSearch(key === 'overview' ? {} : { tab: key }, { replace: true })}
      />
    </section>
  );
}

function DistrictName({ district }: { district: CaseDetail['district'] }) {
  const { pick } = useI18n();
  const reference = useReference();
  if (!district || (typeof district === 'string' && reference.isPending)) return null;
  const name =
    typeof district === 'object' ? pick(district) : (reference.data?.districts.find((item) => item.code === district)?.name ?? district);
  return <> · {name}</>;
}

function OpenTasks({ record }: { record: CaseDetail }) {
  const { t, say } = useI18n();
  const open = (record.tasks ?? []).filter((task) => task.status === 'open' || task.status === 'claimed');
  if (open.length === 0) return <p className="muted">{t('case.noOpenTasks')}</p>;
  return (
    <ul className="plain">
      {open.map((task) => (
        <li key={task.id} className="row">
          <Link to={`/tasks/${encodeURIComponent(task.id)}`}>{say(task.title)}</Link>
          <span className="muted">{task.assignee?.displayName ?? t('task.unclaimed')}</span>
          <span className="grow" />
          <LightMark light={task.light} text={remainingText(task.remainingDays, t)} />
        </li>
      ))}
    </ul>
  );
}
