import { useI18n } from '../i18n';
import { saidInSchema } from '../i18n/english';
import { shownData } from './shownData';
import type { Numbered } from './workers';

/** What a form recorded as rows of words, in the language of the interface. */
export function useShownData(
  data: unknown,
  schema: unknown,
  roster?: readonly Numbered[],
): { name: string; title: string; text: string }[] {
  const { t, say } = useI18n();
  return shownData(
    data,
    saidInSchema(schema, say),
    {
      yes: t('form.yes'),
      no: t('form.no'),
      comma: t('text.comma'),
      pause: t('text.pause'),
    },
    roster,
  );
}
