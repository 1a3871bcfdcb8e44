import Button from 'antd/es/button';
import { useMutation } from '@tanstack/react-query';
import { ApiProblem, ConnectionLost } from '../api/problem';
import type { PublicDocument } from '../api/types';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';
import { codeHeader, publicCasePath, type Credentials } from './credentials';

/** Saves a document. The query code travels in a header, never in an address that ends up in logs and histories. */
export function DocumentLink({ document: item, credentials }: { document: PublicDocument; credentials: Credentials }) {
  const { say } = useI18n();
  const errorText = useErrorText();
  const fetching = useMutation({
    mutationFn: async () => {
      const path = `${publicCasePath(credentials.caseNumber)}/documents/${encodeURIComponent(item.id)}`;
      const response = await fetch(path, { headers: codeHeader(credentials) }).catch(() => {
        throw new ConnectionLost();
      });
      if (!response.ok) throw new ApiProblem(response.status, {});
      const address = URL.createObjectURL(await response.blob());
      const link = document.createElement('a');
      link.href = address;
      link.download = item.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    },
  });
  return (
    <>
      <Button type="link" className="flush" loading={fetching.isPending} onClick={() => fetching.mutate()}>
        {say(item.name)}
      </Button>
      {fetching.isError && (
        <span className="field-error" role="alert">
          {errorText(fetching.error)}
        </span>
      )}
    </>
  );
}
