import { cloneElement, useId, type ReactElement } from 'react';
import { useI18n } from '../i18n';

interface Props {
  label: string;
  help?: string;
  error?: string;
  required?: boolean;
  children: ReactElement<Record<string, unknown>>;
}

/** A labelled control with its help above and its error below, tied together for screen readers. */
export function Field({ label, help, error, required, children }: Props) {
  const { t } = useI18n();
  const id = useId();
  return (
    <div className={error ? 'field has-error' : 'field'}>
      <label htmlFor={id}>
        {label}
        {!required && <span className="muted">{t('text.paren', { text: t('form.optional') })}</span>}
      </label>
      {help && (
        <div id={`${id}-help`} className="muted">
          {help}
        </div>
      )}
      {cloneElement(children, {
        id,
        status: error ? 'error' : undefined,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
      })}
      {error && (
        <div id={`${id}-error`} className="field-error">
          {error}
        </div>
      )}
    </div>
  );
}
