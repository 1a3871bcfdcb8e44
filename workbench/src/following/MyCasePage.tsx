import { useState } from 'react';
import { CaseView } from './CaseView';
import { keepCredentials, readCredentials, type Credentials } from './credentials';
import { QueryForm } from './QueryForm';

/** 我的案件: a party follows a case by its number and query code. */
export function MyCasePage() {
  const [credentials, setCredentials] = useState<Credentials | null>(readCredentials);
  const open = (next: Credentials | null) => {
    keepCredentials(next);
    setCredentials(next);
  };
  return credentials ? <CaseView credentials={credentials} leave={() => open(null)} /> : <QueryForm open={open} />;
}
