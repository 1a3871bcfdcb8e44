import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState } from 'react';
import type { CaseDetail, Party } from '../api/types';
import { useI18n, type MessageKey } from '../i18n';
import { RecordAgent } from './RecordAgent';
import { Unmask } from './Unmask';

/** Both sides with what is needed to reach them, and to tell whose district they belong to. */
export function PartiesList({ record }: { record: CaseDetail }) {
  const { t } = useI18n();
  return (
    <div className="parties">
      {record.applicants.length > 0 ? (
        <Side caseId={record.id} title={t('case.applicant')} parties={record.applicants} open={!record.closedAt} />
      ) : (
        <div>
          <h3>{t('case.applicant')}</h3>
          <p className="muted">{t('case.noApplicant')}</p>
        </div>
      )}
      <Side caseId={record.id} title={t('case.respondent')} parties={record.respondents} open={!record.closedAt} />
    </div>
  );
}

const roles: Record<string, MessageKey> = {
  worker: 'role.worker',
  employer: 'role.employer',
  'dispatch-agency': 'role.dispatch-agency',
  'user-firm': 'role.user-firm',
};

/** From how many on a side is folded, and how many of it are shown then. */
const many = 6;
const first = 3;

interface SideProps {
  caseId: string;
  title: string;
  parties: Party[];
  /** The case goes on: who acts for a party may still be recorded. */
  open: boolean;
}

function Side({ caseId, title, parties, open }: SideProps) {
  const { t } = useI18n();
  const [all, setAll] = useState(false);
  const [wanted, setWanted] = useState('');
  const folds = parties.length > many;
  const shown = !folds ? parties : all ? parties.filter((party) => party.name.includes(wanted.trim())) : parties.slice(0, first);
  return (
    <div>
      <h3>
        {title}
        {parties.length > 1 && <span className="muted">{t('text.paren', { text: t('list.total', { total: parties.length }) })}</span>}
      </h3>
      {folds && all && (
        <Input
          allowClear
          placeholder={t('parties.find')}
          aria-label={t('parties.find')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      <ul className="plain">
        {shown.map((party) => (
          <li key={party.id}>
            <b>{party.name}</b> <span className="muted">{roles[party.role] ? t(roles[party.role]!) : party.role}</span>{' '}
            <Unmask caseId={caseId} party={party} />
            {open && <RecordAgent caseId={caseId} party={party} />}
            <Particulars party={party} />
          </li>
        ))}
      </ul>
      {folds && (
        <Button
          size="small"
          type="link"
          onClick={() => {
            setAll(!all);
            setWanted('');
          }}
        >
          {all ? t('parties.fewer') : t('parties.all', { count: parties.length })}
        </Button>
      )}
    </div>
  );
}

function Particulars({ party }: { party: Party }) {
  const { t } = useI18n();
  const reached = [party.idNumber, party.phone, party.email].filter(Boolean).join(' · ');
  const agents = party.representatives
    .map((other) =>
      [other.name, other.phone, other.authority === 'special' || other.authority === 'general' ? t(`authority.${other.authority}`) : null]
        .filter(Boolean)
        .join(' '),
    )
    .join(t('text.comma'));
  const named: [MessageKey, string | null][] = [
    ['case.legalRepresentative', party.legalRepresentative],
    ['party.registeredAddress', party.registeredAddress],
    ['party.workplace', party.workplaceAddress],
    ['party.serviceAddress', party.serviceAddress],
    ['party.eService', t(party.consentsToElectronicService ? 'party.eService.yes' : 'party.eService.no')],
    ['case.representatives', agents],
  ];
  return (
    <>
      {reached && <div className="muted wrap">{reached}</div>}
      {named.map(
        ([name, value]) =>
          value && (
            <div key={name} className="muted wrap">
              {t('text.pair', { name: t(name), value })}
            </div>
          ),
      )}
    </>
  );
}
