import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';

export function ConflictList({ conflicts }: { conflicts: Schemas['Conflict'][] }) {
  const { pick } = useI18n();
  return (
    <ul className="plain">
      {conflicts.map((conflict, index) => (
        <li key={index}>{pick(conflict)}</li>
      ))}
    </ul>
  );
}
