import Button from 'antd/es/button';
import Tag from 'antd/es/tag';
import { useState } from 'react';
import type { FileItem } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant, formatSize } from '../shared/format';
import { Actor } from '../shared/people';
import { DocumentViewer, filePath } from './DocumentViewer';
import { runsOf } from './runs';

/** 逐人制作的文书 hang together by what stands before the addressee in their name: 集体争议成员通知书（李秀兰）. */
const kindOf = (file: FileItem) => (file.state ? (/^(.+?)（[^（）]+）\.docx$/.exec(file.name)?.[1] ?? file.id) : file.id);

/** Documents or evidence of a case: a press shows the file in the page. */
export function FileList({ caseId, files }: { caseId: string; files: FileItem[] }) {
  const { t, say } = useI18n();
  // A paper is named by its kind, a piece of evidence by whoever handed it in.
  const nameOf = (file: FileItem) => (file.state ? say(file.name) : file.name);
  const [shown, setShown] = useState<FileItem>();
  const line = (file: FileItem) => (
    <li key={file.id}>
      <div className="row">
        <button type="button" className="link-button wrap" onClick={() => setShown(file)}>
          {nameOf(file)}
        </button>
        {file.state && file.state !== 'issued' && <Tag>{t(`paper.state.${file.state as 'draft' | 'replaced'}`)}</Tag>}
        <span className="grow" />
        <Button
          size="small"
          type="text"
          href={filePath(caseId, file.id)}
          download={file.name}
          aria-label={t('file.downloadOf', { name: nameOf(file) })}
        >
          {t('file.download')}
        </Button>
      </div>
      <span className="muted wrap">
        {[
          file.number,
          file.version && file.version > 1 ? t('paper.version', { version: file.version }) : '',
          formatSize(file.size),
          formatInstant(file.at),
        ]
          .filter(Boolean)
          .join(' · ')}{' '}
        · <Actor name={file.by} />
      </span>
    </li>
  );
  if (files.length === 0) return <p className="muted">{t('case.noFiles')}</p>;
  return (
    <>
      <ul className="plain files">
        {runsOf(files, kindOf).map((run) =>
          run.length === 1 ? (
            line(run[0]!)
          ) : (
            <li key={`${run[0]!.id}-all`}>
              <details>
                <summary>{t('file.each', { name: say(kindOf(run[0]!)), count: run.length })}</summary>
                <ul className="plain files">{run.map(line)}</ul>
              </details>
            </li>
          ),
        )}
      </ul>
      {shown && <DocumentViewer caseId={caseId} file={shown} close={() => setShown(undefined)} />}
    </>
  );
}
