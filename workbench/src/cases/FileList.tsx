import type { FileItem } from '../api/types';
import { useI18n } from '../i18n';
import { formatInstant, formatSize } from '../shared/format';

/** Documents or evidence of a case, each a link to the file. */
export function FileList({ caseId, files }: { caseId: string; files: FileItem[] }) {
  const { t } = useI18n();
  if (files.length === 0) return <p className="muted">{t('case.noFiles')}</p>;
  return (
    <ul className="plain files">
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/api/cases/${encodeURIComponent(caseId)}/files/${encodeURIComponent(file.id)}`} target="_blank" rel="noreferrer">
            {file.name}
          </a>
          <span className="muted">{[formatSize(file.size), formatInstant(file.at), file.by].filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ul>
  );
}
