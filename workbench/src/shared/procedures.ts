import { useI18n, type MessageKey } from '../i18n';

const codes = ['MED', 'FTA', 'ARB', 'COL', 'MEDREV', 'INS', 'INSF', 'BLK', 'CRD', 'WGF', 'EMF', 'NEW'] as const;

/** The procedures as choices of a filter. */
export function useProcedureOptions(): { value: string; label: string }[] {
  const { t } = useI18n();
  return codes.map((value) => ({ value, label: t(`procedure.${value}` satisfies MessageKey) }));
}
