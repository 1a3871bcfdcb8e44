import type { ErrorSchema } from '@rjsf/utils';
import { errorsByField } from '../api/problem';
import type { Language } from '../i18n';

/**
 * The host's field errors in the shape that rjsf shows beside the fields. Paths may start with `data.`, the member of
 * the request that holds the form.
 */
export function toExtraErrors(error: unknown, language: Language): ErrorSchema {
  const root: Record<string, unknown> = {};
  for (const [field, message] of Object.entries(errorsByField(error, language))) {
    let node = root;
    for (const part of pathOf(field)) {
      node[part] ??= {};
      node = node[part] as Record<string, unknown>;
    }
    node.__errors = [...((node.__errors as string[] | undefined) ?? []), message];
  }
  return root as ErrorSchema;
}

/** `data.instalments[0].amount` → instalments, 0, amount. */
export function pathOf(field: string): string[] {
  return field
    .replace(/^\$\.?/, '')
    .replace(/^data(\.|$)/, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .split(/[./]/)
    .filter(Boolean);
}
