import Button from 'antd/es/button';
import Tag from 'antd/es/tag';
import { useState } from 'react';
import type { FileItem } from '../api/types';
import { useI18n } from '../i18n';
import { useActorName } from '../shared/actors';
import { formatInstant, formatSize } from '../shared/format';
import { DocumentViewer, filePath } from './DocumentViewer';

/** Documents or evidence of a case: a press shows the file in the page. */
export function FileList({ caseId, files }: { caseId: string; files: FileItem[] }) {
  const { t } = useI18n();
  const actorName = useActorName();
  const [shown, setShown] = useState<FileItem>();
  if (files.length === 0) return <p className="muted">{t('case.noFiles')}</p>;
  return (
    <>
      <ul className="plain files">
        {files.map((file) => (
          <li key={file.id}>
            <div className="row">
              <button type="button" className="link-button wrap" onClick={() => setShown(file)}>
                {file.name}
              </button>
              {file.number && <span className="num">{file.number}</span>}
              {file.state && file.state !== 'issued' && <Tag>{t(`paper.state.${file.state as 'draft' | 'replaced'}`)}</Tag>}
              <span className="grow" />
              <Button
                size="small"
                type="text"
                href={filePath(caseId, file.id)}
                download={file.name}
                aria-label={t('file.downloadOf', { name: file.name })}
              >
                {t('file.download')}
              </Button>
            </div>
            <span className="muted">{[formatSize(file.size), formatInstant(file.at), actorName(file.by)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {shown && <DocumentViewer caseId={caseId} file={shown} close={() => setShown(undefined)} />}
    </>
  );
}
