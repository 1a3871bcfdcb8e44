import { useI18n, type MessageKey } from '../i18n';

const codes = ['MED', 'FTA', 'ARB', 'COL', 'MEDREV', 'INS', 'INSF', 'BLK', 'CRD', 'WGF', 'EMF', 'NEW'] as const;

/** What the definition of a procedure is called: by its id, whose part after a dash is a flow of its own (ARB-INTAKE). */
export function useProcedureName(): (definitionId: string) => string {
  const { t } = useI18n();
  return (definitionId) => {
    const code = codes.find((known) => known === definitionId);
    return code ? `${t(`procedure.${code}`)} ${code}` : definitionId;
  };
}

/** The procedures as choices of a filter. */
export function useProcedureOptions(): { value: string; label: string }[] {
  const { t } = useI18n();
  return codes.map((value) => ({ value, label: t(`procedure.${value}` satisfies MessageKey) }));
}
