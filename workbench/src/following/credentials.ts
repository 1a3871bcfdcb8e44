/** What opens a case to a party: its number and the code of the receipt. */
export interface Credentials {
  caseNumber: string;
  queryCode: string;
}

const storageKey = 'laborflow.myCase';

/** Kept for this tab only: phones and office computers are shared. */
export function readCredentials(storage: Storage = sessionStorage): Credentials | null {
  try {
    return JSON.parse(storage.getItem(storageKey) ?? 'null') as Credentials | null;
  } catch {
    return null;
  }
}

export function keepCredentials(credentials: Credentials | null, storage: Storage = sessionStorage): void {
  if (credentials) storage.setItem(storageKey, JSON.stringify(credentials));
  else storage.removeItem(storageKey);
}

export const publicCasePath = (caseNumber: string) => `/api/public/cases/${encodeURIComponent(caseNumber)}`;
export const codeHeader = (credentials: Credentials) => ({ 'X-Query-Code': credentials.queryCode });
