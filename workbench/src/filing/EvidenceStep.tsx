import Button from 'antd/es/button';
import { useId, useState } from 'react';
import { useI18n } from '../i18n';
import { formatSize } from '../shared/format';
import { useReference } from '../shared/useReference';
import { acceptAttribute, sortFiles } from './evidence';

interface Props {
  files: File[];
  setFiles: (files: File[]) => void;
  /** What the host said of the fields of the request; what it said of files stands here. */
  errors?: Record<string, string>;
}

/** Photos and files as evidence. A file of the wrong kind is refused here, with the reason, before it travels. */
export function EvidencePicker({ files, setFiles, errors = {} }: Props) {
  const { t } = useI18n();
  const reference = useReference();
  const accepted = reference.data?.evidenceTypes;
  const [refused, setRefused] = useState<string[]>([]);
  const id = useId();
  const limit = formatSize(accepted?.maxBytes ?? 20 * 1024 * 1024);
  const said = Object.entries(errors).flatMap(([field, text]) => (field.startsWith('files') ? [text] : []));
  const faults = [...refused, ...said];

  const add = async (chosen: File[]) => {
    const sorted = await sortFiles(chosen, files, accepted);
    setRefused(sorted.refused.map(({ name, why }) => t(`evidence.refused.${why}`, { name, limit })));
    setFiles([...files, ...sorted.taken]);
  };

  return (
    <>
      <p>{t('evidence.help')}</p>
      <p id={`${id}-kinds`} className="muted">
        {t('evidence.kinds', { limit })}
      </p>
      <label className="file-button">
        {t('evidence.add')}
        <input
          type="file"
          multiple
          className="sr-only"
          accept={acceptAttribute(accepted?.extensions)}
          aria-describedby={`${id}-kinds ${id}-faults`}
          aria-invalid={faults.length > 0 ? true : undefined}
          onChange={(event) => {
            void add([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </label>
      <div role="alert" id={`${id}-faults`}>
        {faults.map((text) => (
          <div key={text} className="field-error">
            {text}
          </div>
        ))}
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
