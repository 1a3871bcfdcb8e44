/** A message in both languages of the interface, as the host sends it. */
export interface Bilingual {
  zh: string;
  en?: string;
}

/** What is wrong with one field of a request. `field` is a dotted path such as `claims[0].amount`. */
export interface FieldError extends Bilingual {
  field: string;
  code: string;
}

/** Body of an application/problem+json answer (RFC 9457) with the stable code and the bilingual messages of the host. */
export interface ProblemBody {
  title?: string;
  detail?: string;
  status?: number;
  code?: string;
  messages?: Partial<Bilingual>;
  errors?: FieldError[];
  traceId?: string;
  completedBy?: string;
  completedAt?: string;
  /** How long to wait before the next try. */
  retryAfterSeconds?: number;
}

/** The host answered, and refused. Nothing was saved. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly body: ProblemBody,
  ) {
    super(body.messages?.zh ?? body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
  }

  get code(): string {
    return this.body.code ?? `http.${this.status}`;
  }

  get fieldErrors(): FieldError[] {
    return this.body.errors ?? [];
  }
}

/** No answer came. Whether the host did the work is unknown: repeat with the same operation id. */
export class ConnectionLost extends Error {
  constructor() {
    super('connection lost');
    this.name = 'ConnectionLost';
  }
}

/** Errors by field path, so that a form can show each beside its field. */
export function errorsByField(error: unknown, language: 'zh' | 'en'): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  const result: Record<string, string> = {};
  for (const item of error.fieldErrors) {
    const message = language === 'en' ? (item.en ?? item.zh) : item.zh;
    result[item.field] = result[item.field] ? `${result[item.field]}；${message}` : message;
  }
  return result;
}
