import { format, Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import {
  createErrorHandler,
  toErrorSchema,
  unwrapErrorHandler,
  validationDataMerge,
  type CustomValidator,
  type ErrorTransformer,
  type RJSFSchema,
  type RJSFValidationError,
  type UiSchema,
  type ValidationData,
  type ValidatorType,
} from '@rjsf/utils';
import { isCreditCode, isResidentId } from '../filing/identity';
import { translate, type Language } from '../i18n';

// A validator of the common kind compiles schemas with new Function, which the content security policy forbids;
// this one interprets them.

// Numbers of identity documents; the host checks the others' patterns, too.
Object.assign(format, { 'resident-id': isResidentId, 'credit-code': isCreditCode });

/** These only repeat what a nested error already says. */
const wrappers = new Set([
  'properties',
  'allOf',
  'items',
  '$ref',
  'if',
  'then',
  'else',
  'additionalProperties',
  'prefixItems',
  'dependencies',
  'dependentSchemas',
]);

/** The data as it travels: a field that was emptied again is not there at all. */
const sent = (data: unknown): unknown => (data === undefined ? undefined : (JSON.parse(JSON.stringify(data)) as unknown));

/** Validates form data for rjsf with messages in the language of the interface. */
export function createValidator(language: Language): ValidatorType {
  const rawValidation = (schema: RJSFSchema, formData: unknown) => {
    try {
      const result = new Validator(schema as Schema, '7', false).validate(sent(formData ?? {}));
      return { errors: result.errors };
    } catch (error) {
      return { validationError: error as Error };
    }
  };

  return {
    validateFormData(
      formData: unknown,
      schema: RJSFSchema,
      customValidate?: CustomValidator,
      transformErrors?: ErrorTransformer,
      uiSchema?: UiSchema,
    ): ValidationData<unknown> {
      const raw = rawValidation(schema, formData);
      let errors = (raw.errors ?? []).filter((unit) => !wrappers.has(unit.keyword)).map((unit) => toFormError(unit, schema, language));
      if (raw.validationError) {
        const message = translate(language, 'form.format');
        errors.push({ stack: message, message });
      }
      if (transformErrors) errors = transformErrors(errors, uiSchema);
      const data = { errors, errorSchema: toErrorSchema(errors) };
      if (!customValidate) return data;
      const handler = customValidate(formData, createErrorHandler(formData), uiSchema);
      return validationDataMerge(data, unwrapErrorHandler(handler));
    },
    isValid(schema: RJSFSchema, formData: unknown, rootSchema: RJSFSchema): boolean {
      const { definitions, $defs } = rootSchema;
      const whole = { allOf: [schema], ...(definitions && { definitions }), ...($defs && { $defs }) } as Schema;
      try {
        return new Validator(whole, '7').validate(sent(formData)).valid;
      } catch {
        return false;
      }
    },
    rawValidation: rawValidation as ValidatorType['rawValidation'],
  };
}

function toFormError(unit: OutputUnit, schema: RJSFSchema, language: Language): RJSFValidationError {
  let path = pointerToPath(unit.instanceLocation);
  if (unit.keyword === 'required') {
    const name = /"([^"]+)"/.exec(unit.error)?.[1];
    if (name) path = [...path, name];
  }
  const message = messageFor(unit, schema, language);
  return {
    name: unit.keyword,
    message,
    property: path.map((part) => `.${part}`).join(''),
    stack: message,
    schemaPath: unit.keywordLocation,
  };
}

function messageFor(unit: OutputUnit, schema: RJSFSchema, language: Language): string {
  const limit = String(valueAt(schema, unit.keywordLocation) ?? '');
  switch (unit.keyword) {
    case 'required':
      return translate(language, 'form.required');
    case 'type':
      return translate(language, limit.includes('number') || limit.includes('integer') ? 'form.number' : 'form.required');
    case 'minLength':
      return translate(language, limit === '1' ? 'form.required' : 'form.minLength', { limit });
    case 'maxLength':
      return translate(language, 'form.maxLength', { limit });
    case 'minimum':
    case 'exclusiveMinimum':
      return translate(language, unit.keyword === 'minimum' ? 'form.minimum' : 'form.exclusiveMinimum', { limit });
    case 'maximum':
    case 'exclusiveMaximum':
      return translate(language, 'form.maximum', { limit });
    case 'minItems':
      return translate(language, 'form.minItems', { limit });
    case 'enum':
    case 'const':
      return translate(language, 'form.choose');
    case 'format':
      return translate(language, limit === 'resident-id' || limit === 'credit-code' ? 'form.idNumber' : 'form.format');
    default:
      return translate(language, 'form.format');
  }
}

function pointerToPath(pointer: string): string[] {
  return pointer
    .replace(/^#?\/?/, '')
    .split('/')
    .filter(Boolean)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What stands at a JSON pointer, with references to definitions followed on the way. */
function valueAt(schema: RJSFSchema, pointer: string): unknown {
  let value: unknown = schema;
  for (const part of pointerToPath(pointer)) {
    if (typeof value !== 'object' || value === null) return undefined;
    const record = value as Record<string, unknown>;
    value = record[part];
    if (part === '$ref' && typeof value === 'string') value = valueAt(schema, value);
  }
  return value;
}
