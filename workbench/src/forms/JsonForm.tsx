import { Theme } from '@rjsf/antd';
import Form, { withTheme, type FormProps } from '@rjsf/core';
import type { ErrorSchema, RJSFSchema, UiSchema } from '@rjsf/utils';
import { forwardRef, useMemo } from 'react';
import type { CalculatorName } from '../amounts/calculators';
import { useI18n } from '../i18n';
import { saidInSchema } from '../i18n/english';
import { templates } from './templates';
import { createValidator } from './validator';
import { withMoney } from './money';
import { moneyWidget } from './MoneyWidget';
import { withSlots } from './slots';
import { workerWidget } from './WorkerWidget';
import { roomWidget, timeOfDayWidget, workdayWidget } from './SlotWidgets';

const ThemedForm = withTheme(Theme);
const widgets = { money: moneyWidget, timeOfDay: timeOfDayWidget, workday: workdayWidget, room: roomWidget, worker: workerWidget };

export type JsonFormRef = Form;

interface Props {
  schema: Record<string, unknown>;
  uiSchema?: Record<string, unknown> | null;
  data: unknown;
  disabled?: boolean;
  extraErrors?: ErrorSchema;
  /** `typed` is false when the form only filled in the defaults of its schema. */
  onChange: (data: unknown, typed: boolean) => void;
  idPrefix?: string;
  /** `div` inside a form of the page's own, since forms do not nest. */
  tag?: 'form' | 'div';
  /** The calculators that fit a field, by its id: amounts can be worked out by the law beside it. */
  amounts?: (id: string) => CalculatorName[];
}

/** A form drawn from a JSON Schema. It has no button of its own: the outcomes of the step are its buttons. */
export const JsonForm = forwardRef<JsonFormRef, Props>(function JsonForm(
  { schema, uiSchema, data, disabled, extraErrors, onChange, idPrefix = 'step', tag = 'form', amounts },
  ref,
) {
  const { t, say, language } = useI18n();
  const validator = useMemo(() => createValidator(language), [language]);
  // The page already says what step it is.
  const untitled = useMemo(() => ({ ...saidInSchema(schema, say), title: undefined }) as RJSFSchema, [schema, say]);
  const choose = t('ask.choose');
  const drawn = useMemo(
    () => withSlots(schema, withMoney(schema, saidInSchema(uiSchema, say), choose)) as UiSchema,
    [schema, uiSchema, choose, say],
  );
  const properties: Partial<FormProps> = {
    uiSchema: { ...drawn, 'ui:submitButtonOptions': { norender: true } },
    showErrorList: false,
    // What has to be chosen is chosen by somebody: no first option stands there as if it had been.
    experimental_defaultFormStateBehavior: { constAsDefaults: 'skipOneOf' },
    noHtml5Validate: true,
    focusOnFirstError: true,
    disabled,
    extraErrors,
    extraErrorsBlockSubmit: false,
    formContext: { descriptionLocation: 'below', rowGutter: 16, amounts },
  };
  return (
    <ThemedForm
      {...properties}
      ref={ref}
      idPrefix={idPrefix}
      tagName={tag}
      schema={untitled}
      formData={data}
      validator={validator}
      widgets={widgets}
      templates={templates}
      onChange={(event, id) => onChange(event.formData, id !== undefined)}
    >
      <span />
    </ThemedForm>
  );
});
