// Names for the shapes of the host's answers. The shapes themselves are generated (generated/schema.ts): dates are yyyy-MM-dd, instants
// ISO 8601 in UTC, money yuan with two decimals. Where the description says only "string", the codes are narrowed here.
import type { components } from './generated/schema';

export type Schemas = components['schemas'];

/** A code with its name; English is there where the host has it. */
export type Coded = Schemas['CodeZh'] & { en?: string | null };

/** Three lights, used for time and risk only: in time, due soon, overdue. */
export type Light = 'green' | 'yellow' | 'red';

export type Me = Schemas['MeAnswer'];
export type AccountSecurity = Schemas['OwnSecurityAnswer'];

export type TaskView = 'mine' | 'candidate' | 'open' | 'co-sign' | 'copied' | 'all' | 'done';
export type TaskItem = Schemas['TaskItem'];
export type TaskCounts = Schemas['ListTasksCounts'];
export type TaskPage = Schemas['ListTasksAnswer'];
export type Outcome = Schemas['TaskOutcome'];
export type EarlierStep = Schemas['ReadTaskEarlierStep'];

/** A JSON Schema and its presentation, as the forms take them. */
type FormShape = { formSchema: Record<string, unknown> | null; uiSchema: Record<string, unknown> | null };

/** The host lays the item's members beside the others. */
export type TaskDetail = TaskItem & Omit<Schemas['ReadTaskAnswer'], 'task' | 'case' | keyof FormShape> & FormShape & { case: CaseDetail };

export type Party = Schemas['PartyView'];
export type Claim = Schemas['ClaimView'];

/** One step of how a date or an amount came about. */
export interface ExplanationStep {
  date?: string | null;
  rule?: string | null;
  basis?: string | null;
  amount?: number | null;
  zh: string;
  en?: string | null;
}

export type Deadline = Omit<Schemas['DeadlineView'], 'explanation'> & { explanation: ExplanationStep[] | null };
export type FileItem = Schemas['FileView'];
export type SessionItem = Schemas['SessionView'];
export type Hearing = Schemas['HearingView'];
export type CaseRow = Schemas['ListCasesItem'];
export type CaseDetail = Omit<Schemas['CaseView'], 'deadlines'> & { deadlines: Deadline[] };

export type HistoryEntry = Schemas['ReadHistoryEntry'];

export type NodeState = 'done' | 'current' | 'pending' | 'skipped';

export interface ProcedureNode {
  id: string;
  name: string;
  type?: string;
  x?: number | null;
  y?: number | null;
  state: NodeState;
}

export interface ProcedureEdge {
  from: string;
  to: string;
  outcome?: string | null;
  zh?: string | null;
  en?: string | null;
  taken?: boolean;
}

export interface ProcedureGraph {
  instanceId?: string;
  definitionId?: string;
  version?: number;
  nodes: ProcedureNode[];
  edges: ProcedureEdge[];
}

export interface Page<T> {
  items: T[];
  total: number;
}

export type Reference = Schemas['ReferenceAnswer'];
export type NextStep = Schemas['NextStep'];
export type FilingReceipt = Schemas['FiledAnswer'];
export type Application = Schemas['FileDisputeRequest'];
export type PublicTask = Omit<Schemas['ReadPublicCaseOpenStep'], keyof FormShape> & FormShape;
export type PublicCase = Omit<Schemas['ReadPublicCaseAnswer'], 'tasks'> & { tasks: PublicTask[] };
export type PublicDocument = Schemas['ReadPublicCaseDocumentLine'];
export type StatuteParameter = Schemas['ListParametersRow'];
export type DeadlineAnswer = Schemas['ExplainDeadlineAnswer'];
export type AmountAnswer = Schemas['CalculateAmountAnswer'];
export type Statistics = Schemas['StatisticsAnswer'];
export type Indicator = Schemas['Indicator'];
export type CalendarAnswer = Schemas['ReadCalendarAnswer'];
export type CalendarEntry = Schemas['ReadCalendarEntry'];
export type UserItem = Schemas['ListUsersItem'];
export type UserPage = Schemas['ListUsersAnswer'];
export type RoleItem = Schemas['ListUsersRoleItem'];
export type WorkState = Schemas['WorkStateAnswer'];
export type Organisation = Schemas['OrganisationsItem'];
export type OrganisationPage = Schemas['OrganisationsAnswer'];
export type QueryCode = Schemas['IssueCodeAnswer'];
export type PaperView = Schemas['DocumentView'];
export type ServiceRecord = Schemas['ServiceView'];
export type Officer = Schemas['Person'];
export type AuditEntry = Schemas['AuditPagesEntry'];
export type AuditPage = Schemas['AuditPagesPage'];
export type AuditReport = Schemas['AuditPagesReport'];
