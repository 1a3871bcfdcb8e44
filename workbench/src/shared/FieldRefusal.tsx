import Alert from 'antd/es/alert';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api/problem';
import { useI18n } from '../i18n';
import { useErrorText } from './useErrorText';

interface Refused {
  error: unknown;
  /** What is said above single faults, instead of the general message. */
  title?: string;
  /** Fields whose fault is told beside them already. */
  beside?: readonly string[];
  /** How a fault is led in: its line, or the field's name. */
  lead?: (field: string) => ReactNode;
  className?: string;
}

/** Why something was refused; when it lies in single rows or fields of what was sent, each of them. */
export function FieldRefusal({ error, title, beside = [], lead, className }: Refused) {
  const { pick } = useI18n();
  const errorText = useErrorText();
  const faults = error instanceof ApiProblem ? error.fieldErrors.filter((fault) => !beside.includes(fault.field)) : [];
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className={className}
      title={faults.length > 0 && title ? title : errorText(error)}
      description={
        faults.length > 0 && (
          <ul className="plain">
            {faults.map((fault, index) => (
              <li key={index}>
                {lead?.(fault.field)}
                {pick(fault)}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
