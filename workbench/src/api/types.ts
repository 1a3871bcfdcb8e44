// Shapes of the host's answers. Dates are yyyy-MM-dd, instants ISO 8601 in UTC, money yuan with two decimals.

export interface Coded {
  code: string;
  zh: string;
  en?: string;
}

/** Three lights, used for time and risk only: in time, due soon, overdue. */
export type Light = 'green' | 'yellow' | 'red';

export interface Me {
  userName: string;
  displayName: string;
  roles: string[];
  office: { id: string; name: string } | null;
  jurisdiction?: string | null;
}

export type TaskView = 'mine' | 'candidate' | 'all' | 'done';

export interface TaskItem {
  id: string;
  title: string;
  step: string;
  procedure: Coded;
  caseId: string;
  caseNumber: string;
  cause?: Coded | null;
  applicant?: string | null;
  respondent?: string | null;
  stage?: Coded | null;
  createdAt: string;
  dueOn?: string | null;
  light?: Light | null;
  remainingDays?: number | null;
  assignee: { userName: string; displayName: string } | null;
  candidateRoles: string[];
  status: 'open' | 'claimed' | 'completed' | 'cancelled';
  revision: number;
  /** What the server allows the signed-in user to do with the task; nothing else is offered. */
  commands: string[];
}

export interface TaskCounts {
  mine: number;
  candidate: number;
  overdue: number;
  dueToday: number;
}

export interface TaskPage {
  items: TaskItem[];
  total: number;
  counts: TaskCounts;
}

export interface Outcome extends Coded {
  kind?: 'primary' | 'default' | 'danger';
  requiresReason?: boolean;
}

export interface EarlierStep {
  step: string;
  title: string;
  outcome?: string | Coded | null;
  completedBy?: string | null;
  completedAt?: string | null;
  data?: unknown;
}

export interface TaskDetail extends TaskItem {
  formSchema: Record<string, unknown> | null;
  uiSchema?: Record<string, unknown> | null;
  formData?: unknown;
  draft?: unknown;
  outcomes: Outcome[];
  case?: CaseDetail | null;
  legalBasis?: { article: string; text?: string | null }[];
  earlierSteps?: EarlierStep[];
}

export interface Party {
  name: string;
  kind?: string;
  role?: string;
  idType?: string | null;
  idNumber?: string | null;
  phone?: string | null;
  contactPhone?: string | null;
  creditCode?: string | null;
  serviceAddress?: string | null;
  registeredAddress?: string | null;
  workplaceAddress?: string | null;
  legalRepresentative?: string | null;
  [key: string]: unknown;
}

export interface Claim {
  cause: Coded;
  amount?: number | null;
  periodFrom?: string | null;
  periodTo?: string | null;
  basis?: string | null;
}

export interface ExplanationStep {
  date?: string | null;
  rule?: string | null;
  basis?: string | null;
  zh: string;
  en?: string | null;
}

export interface Deadline {
  parameterId: string;
  zh: string;
  en?: string | null;
  startsOn?: string | null;
  dueOn?: string | null;
  light?: Light | null;
  state?: string | null;
  explanation?: ExplanationStep[] | null;
}

export interface FileItem {
  id: string;
  name: string;
  kind?: string | null;
  createdAt?: string | null;
  size?: number | null;
  sha256?: string | null;
}

export interface SessionItem {
  id?: string;
  kind?: string | null;
  startsAt?: string | null;
  heldAt?: string | null;
  place?: string | null;
  result?: string | null;
  note?: string | null;
  [key: string]: unknown;
}

export interface CaseRow {
  id: string;
  caseNumber: string;
  procedure: Coded;
  stage: Coded;
  light?: Light | null;
  cause?: Coded | null;
  filedAt: string;
  district?: string | Coded | null;
  applicant?: string | null;
  respondent?: string | null;
  dueOn?: string | null;
  amount?: number | null;
}

export interface CaseDetail {
  id: string;
  caseNumber: string;
  procedure: Coded;
  stage: Coded;
  light?: Light | null;
  cause?: Coded | null;
  filedAt: string;
  district?: string | Coded | null;
  applicants?: Party[];
  respondents?: Party[];
  claims?: Claim[];
  employment?: {
    startedOn?: string | null;
    endedOn?: string | null;
    post?: string | null;
    monthlyWage?: number | null;
    contractStatus?: string | Coded | null;
  } | null;
  facts?: string | null;
  flags?: string[] | Record<string, boolean> | null;
  deadlines?: Deadline[];
  documents?: FileItem[];
  evidence?: FileItem[];
  sessions?: SessionItem[];
  tasks?: TaskItem[];
  related?: { id: string; caseNumber: string; relation?: string; zh?: string }[];
  revision?: number;
}

export interface HistoryEntry {
  at: string;
  actor?: string | null;
  actorRole?: string | null;
  action: string;
  zh: string;
  en?: string | null;
  procedureVersion?: number | string | null;
  legalBasis?: string | null;
  changes?: { field: string; before?: unknown; after?: unknown }[];
}

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
  taken?: boolean;
}

export interface ProcedureGraph {
  definitionId?: string;
  version?: number;
  nodes: ProcedureNode[];
  edges: ProcedureEdge[];
}

export interface Page<T> {
  items: T[];
  total: number;
}

export interface Reference {
  causes: Coded[];
  idTypes?: Coded[];
  partyKinds?: Coded[];
  contractStatuses?: Coded[];
  districts: { code: string; name: string }[];
  evidenceTypes?: { extensions: string[]; maxBytes: number };
}

export interface NextStep {
  zh: string;
  en?: string | null;
  by?: string | null;
}

export interface FilingReceipt {
  caseNumber: string;
  queryCode: string;
  receivedAt: string;
  stage: Coded;
  nextStep: NextStep;
}

export interface PublicTask {
  id: string;
  title: string;
  formSchema?: Record<string, unknown> | null;
  uiSchema?: Record<string, unknown> | null;
  outcomes: Outcome[];
  revision: number;
}

export interface PublicCase {
  caseNumber: string;
  procedure: Coded;
  stage: Coded;
  filedAt: string;
  parties: { role: string; name: string }[];
  claims: { cause: Coded; amount?: number | null }[];
  nextStep?: NextStep | null;
  timeline: { at: string; zh: string; en?: string | null }[];
  documents: FileItem[];
  tasks: PublicTask[];
}

export interface StatuteParameter {
  id: string;
  zh?: string;
  en?: string | null;
  process?: string | null;
  basis?: string | null;
  value?: number | null;
  unit?: string | null;
  jurisdiction?: string | null;
  needsConfirmation?: boolean;
}

export interface DeadlineAnswer {
  dueOn?: string | null;
  dueAt?: string | null;
  provisional?: boolean;
  steps: ExplanationStep[];
}
