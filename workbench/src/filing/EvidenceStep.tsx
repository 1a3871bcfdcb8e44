import Button from 'antd/es/button';
import { useState } from 'react';
import { useI18n } from '../i18n';
import { formatSize } from '../shared/format';
import { useReference } from '../shared/useReference';
import { acceptAttribute, refusalOf } from './evidence';

interface Props {
  files: File[];
  setFiles: (files: File[]) => void;
  error?: string;
}

/** Photos and files as evidence. A file of the wrong kind is refused here, with the reason, before it travels. */
export function EvidencePicker({ files, setFiles, error }: Props) {
  const { t } = useI18n();
  const reference = useReference();
  const accepted = reference.data?.evidenceTypes;
  const [refused, setRefused] = useState<string[]>([]);

  const add = (chosen: File[]) => {
    const problems: string[] = [];
    const taken = chosen.filter((file) => {
      const refusal = refusalOf(file, accepted);
      if (refusal)
        problems.push(t(`evidence.refused.${refusal}`, { name: file.name, limit: formatSize(accepted?.maxBytes ?? 20 * 1024 * 1024) }));
      return !refusal;
    });
    setRefused(problems);
    setFiles([...files, ...taken.filter((file) => !files.some((known) => known.name === file.name && known.size === file.size))]);
  };

  return (
    <>
      <p>{t('evidence.help')}</p>
      <label className="file-button">
        {t('evidence.add')}
        <input
          type="file"
          multiple
          className="sr-only"
          accept={acceptAttribute(accepted?.extensions)}
          onChange={(event) => {
            add([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </label>
      <div role="alert">
        {refused.map((text) => (
          <div key={text} className="field-error">
            {text}
          </div>
        ))}
        {error && <div className="field-error">{error}</div>}
      </div>
      <ul className="plain files">
        {files.map((file) => (
          <li key={file.name + file.size} className="row">
            <span className="grow wrap">{file.name}</span>
            <span className="muted">{formatSize(file.size)}</span>
            <Button
              size="small"
              type="text"
              aria-label={t('evidence.remove', { name: file.name })}
              onClick={() => setFiles(files.filter((other) => other !== file))}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
      <p className="muted">{t('evidence.notKept')}</p>
    </>
  );
}
