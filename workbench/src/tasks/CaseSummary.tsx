import Collapse from 'antd/es/collapse';
import type { TaskDetail } from '../api/types';
import { Advances } from '../cases/Advances';
import { Agreements } from '../cases/Agreements';
import { ClaimsTable } from '../cases/ClaimsTable';
import { Employment } from '../cases/Employment';
import { Ending } from '../cases/Ending';
import { FileList } from '../cases/FileList';
import { Intake } from '../cases/Intake';
import { HiddenNarratives } from '../cases/Narratives';
import { PartiesList } from '../cases/PartiesList';
import { Payments } from '../cases/Payments';
import { DeadlineList } from '../deadlines/DeadlineList';
import { useI18n } from '../i18n';
import { EarlierSteps } from './EarlierSteps';
import { paysByBank } from './paySteps';

/** Beside the form: what is needed to decide. */
export function CaseSummary({ task }: { task: TaskDetail }) {
  const { t, pick, say } = useI18n();
  const record = task.case;
  const items = [
    record && {
      key: 'case',
      label: t('case.summary'),
      children: (
        <>
          <PartiesList record={record} />
          <Employment record={record} />
          <h2>{t('case.claims')}</h2>
          <ClaimsTable claims={record.claims ?? []} />
          <Agreements agreements={record.agreements} />
          <Advances caseId={record.id} procedure={record.procedure.code} />
          <Payments caseId={record.id} procedure={record.procedure.code} elsewhere={paysByBank(task.step)} />
          <Intake intake={record.intake} witnesses={record.witnesses} />
          <h2>{t('case.facts')}</h2>
          {record.narrativesHidden ? <HiddenNarratives caseId={record.id} /> : <p className="facts">{record.facts}</p>}
          <Ending record={record} />
        </>
      ),
    },
    record?.deadlines?.length && { key: 'deadlines', label: t('case.deadlines'), children: <DeadlineList deadlines={record.deadlines} /> },
    task.earlierSteps?.length && {
      key: 'steps',
      label: t('task.earlierSteps'),
      children: <EarlierSteps steps={task.earlierSteps} roster={task.case.applicants} />,
    },
    record && (record.evidence?.length || record.documents?.length)
      ? {
          key: 'files',
          label: t('case.files'),
          children: <FileList caseId={task.caseId} files={[...(record.documents ?? []), ...(record.evidence ?? [])]} />,
        }
      : null,
    task.legalBasis?.length && {
      key: 'law',
      label: t('task.legalBasis'),
      children: (
        <ul className="plain">
          {task.legalBasis.map((basis) => (
            <li key={basis.article}>
              <b>{say(basis.article)}</b>
              {basis.text && <div>{basis.text}</div>}
            </li>
          ))}
        </ul>
      ),
    },
  ].filter((item) => item !== null && typeof item === 'object');
  if (items.length === 0) return <p className="muted">{pick(task.procedure)}</p>;
  return <Collapse size="small" defaultActiveKey={['case', 'deadlines', 'steps', 'files', 'law']} items={items} />;
}
