import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { ChangedField, changedValue } from './ChangedField';

type Told = Schemas['ChangeNamesTold'];

/** What an entry changed, in words: of what, what it was, what it became. */
export function ChangeTable({ changes }: { changes: readonly Told[] }) {
  const { t, language } = useI18n();
  return (
    <table className="simple-table change-table">
      <thead>
        <tr>
          <th>{t('history.field')}</th>
          <th>{t('history.before')}</th>
          <th>{t('history.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change, index) => (
          <tr key={index}>
            <td>
              <ChangedField change={change} />
            </td>
            <td className="wrap">{changedValue(change, 'before', language)}</td>
            <td className="wrap">{changedValue(change, 'after', language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
