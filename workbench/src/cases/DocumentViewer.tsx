import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Drawer from 'antd/es/drawer';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { get } from '../api/client';
import { ApiProblem, ConnectionLost } from '../api/problem';
import type { FileItem, PaperView } from '../api/types';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { Paper } from './Paper';

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const filePath = (caseId: string, fileId: string) => `/api/cases/${encodeURIComponent(caseId)}/files/${encodeURIComponent(fileId)}`;

/** Shows a paper or a piece of evidence in the page: Word as text, PDF and pictures as they are. */
export function DocumentViewer({ caseId, file, close }: { caseId: string; file: FileItem; close: () => void }) {
  const { t, say } = useI18n();
  return (
    <Drawer
      open
      onClose={close}
      size={860}
      title={[file.state ? say(file.name) : file.name, file.number].filter(Boolean).join(' ')}
      extra={
        <Button href={filePath(caseId, file.id)} download={file.name}>
          {t('file.download')}
        </Button>
      }
    >
      {file.contentType === word ? (
        <Word caseId={caseId} file={file} />
      ) : file.contentType === 'application/pdf' || file.contentType.startsWith('image/') ? (
        <Picture path={filePath(caseId, file.id)} file={file} />
      ) : (
        <Alert type="info" title={t('file.notShown')} />
      )}
    </Drawer>
  );
}

function Word({ caseId, file }: { caseId: string; file: FileItem }) {
  const paper = useQuery({
    queryKey: ['case', caseId, 'document', file.id],
    queryFn: ({ signal }) =>
      get<PaperView>(`/api/cases/${encodeURIComponent(caseId)}/documents/${encodeURIComponent(file.id)}`, undefined, signal),
  });
  if (paper.isPending) return <Loading />;
  if (!paper.data) return <Failure error={paper.error} retry={() => void paper.refetch()} />;
  return <Paper caseId={caseId} paper={paper.data} />;
}

/** The file is fetched with the session and shown from memory: its own answer forbids to be shown in a page. */
function Picture({ path, file }: { path: string; file: FileItem }) {
  const blob = useQuery({
    queryKey: ['file', path],
    queryFn: async ({ signal }) => {
      const response = await fetch(path, { signal, credentials: 'same-origin' }).catch(() => {
        throw new ConnectionLost();
      });
      if (!response.ok) throw new ApiProblem(response.status, {});
      return new Blob([await response.arrayBuffer()], { type: file.contentType });
    },
    staleTime: Infinity,
    gcTime: 0,
  });
  const address = useMemo(() => (blob.data ? URL.createObjectURL(blob.data) : undefined), [blob.data]);
  useEffect(
    () => () => {
      if (address) URL.revokeObjectURL(address);
    },
    [address],
  );
  if (blob.isError) return <Failure error={blob.error} retry={() => void blob.refetch()} />;
  if (!address) return <Loading />;
  return file.contentType === 'application/pdf' ? (
    // As wide as the drawer, without the viewer's own list of pages.
    <iframe className="file-frame" src={`${address}#navpanes=0&view=FitH`} title={file.name} />
  ) : (
    <img className="file-picture" src={address} alt={file.name} />
  );
}
