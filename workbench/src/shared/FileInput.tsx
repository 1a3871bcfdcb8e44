import Button from 'antd/es/button';
import { useRef, useState, type InputHTMLAttributes } from 'react';
import { useI18n } from '../i18n';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'onChange'> {
  /** Set by the field around it; told by `aria-invalid` as well. */
  status?: string;
  onFiles: (files: File[]) => void;
}

/** A choice of files that speaks the page's language: the browser's own control speaks the browser's. */
export function FileInput({ status, onFiles, ...input }: Props) {
  const { t } = useI18n();
  const control = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  return (
    <span className={status === 'error' ? 'file-pick has-error' : 'file-pick'}>
      <input
        {...input}
        ref={control}
        type="file"
        className="sr-only"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file, mended and chosen again, is a choice as well.
          event.target.value = '';
          setChosen(files.map((file) => file.name));
          onFiles(files);
        }}
      />
      {/* The control itself has the name and the focus; this is what a pointer meets. */}
      <Button tabIndex={-1} aria-hidden onClick={() => control.current?.click()}>
        {t(input.multiple ? 'file.chooseMany' : 'file.choose')}
      </Button>
      <span className="muted wrap" aria-hidden>
        {chosen.length === 0
          ? t('file.none')
          : chosen.length > 2
            ? t('file.many', { count: chosen.length, first: chosen[0]! })
            : chosen.join(t('text.comma'))}
      </span>
    </span>
  );
}
