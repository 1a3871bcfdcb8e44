import type { ErrorSchema, RJSFSchema } from '@rjsf/utils';
import { useState } from 'react';
import { useI18n } from '../i18n';
import { createValidator } from './validator';

/**
 * Judges the form of a step together with the outcome that was chosen, as the host does: a schema may ask for fields by outcome
 * (`if: properties: outcome: const: accept`). What is wrong is shown beside the fields until it is put right.
 */
export function useStepCheck(schema: Record<string, unknown> | null) {
  const { language } = useI18n();
  const [outcome, setOutcome] = useState<string>();
  const [errors, setErrors] = useState<ErrorSchema>();

  const judge = (data: unknown, chosen: string): boolean => {
    if (!schema) return true;
    const found = createValidator(language).validateFormData({ ...(data as object | null), outcome: chosen }, schema as RJSFSchema);
    setErrors(found.errors.length > 0 ? found.errorSchema : undefined);
    return found.errors.length === 0;
  };

  const general = (errors as { __errors?: string[] } | undefined)?.__errors;
  return {
    errors,
    /** What is wrong with the whole rather than with one field. */
    general: general && general.length > 0 ? general.join('；') : undefined,
    /** True when the step may be sent with this outcome; otherwise the first faulty field gets the focus. */
    check(data: unknown, chosen: string): boolean {
      const good = judge(data, chosen);
      setOutcome(good ? undefined : chosen);
      // After the messages are drawn.
      if (!good) setTimeout(() => document.querySelector<HTMLElement>(faulty)?.focus(), 50);
      return good;
    },
    /** Follows the typing, so that a message goes when its reason does. */
    changed(data: unknown) {
      if (outcome !== undefined) judge(data, outcome);
    },
  };
}

const inside = (tag: string) => `.rjsf .ant-form-item-has-error ${tag}:not([type=hidden])`;
const faulty = ['input', 'textarea', 'button'].map(inside).join(', ');
