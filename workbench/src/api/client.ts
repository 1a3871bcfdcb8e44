import { ApiProblem, ConnectionLost, type ProblemBody } from './problem';
import { presence } from './presence';

/** Values of a query string; empty ones are left out. */
export type Query = Record<string, string | number | boolean | null | undefined>;

interface Options {
  body?: unknown;
  query?: Query;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Appends the query to a path, leaving out what is empty. */
export function withQuery(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * Calls the host with the session cookie. Throws {@link ApiProblem} when the host refuses and {@link ConnectionLost}
 * when no answer came. The X-CSRF header tells the host that the request was made by this application, since a foreign
 * page cannot set it.
 */
export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'X-CSRF': '1', ...presence(), ...options.headers };
  let body: BodyInit | undefined;
  if (options.body instanceof FormData) {
    body = options.body;
  } else if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(options.body);
  }
  let response: Response;
  try {
    response = await fetch(withQuery(path, options.query), { method, headers, body, signal: options.signal, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ConnectionLost();
  }
  if (!response.ok) throw new ApiProblem(response.status, await problemOf(response));
  if (response.status === 204 || response.headers.get('Content-Length') === '0') return undefined as T;
  return (await response.json()) as T;
}

async function problemOf(response: Response): Promise<ProblemBody> {
  const wait = Number(response.headers.get('Retry-After')) || undefined;
  try {
    return { retryAfterSeconds: response.status === 429 ? wait : undefined, ...((await response.json()) as ProblemBody) };
  } catch {
    // A proxy in between answers in HTML: the status is all there is.
    return { retryAfterSeconds: response.status === 429 ? wait : undefined };
  }
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal, headers?: Record<string, string>) =>
  call<T>('GET', path, { query, signal, headers });
export const post = <T>(path: string, body?: unknown, headers?: Record<string, string>) => call<T>('POST', path, { body, headers });
export const put = <T>(path: string, body?: unknown) => call<T>('PUT', path, { body });
