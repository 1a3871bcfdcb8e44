import type { Schemas } from '../api/types';
import { useI18n, type Language } from '../i18n';
import { Said } from '../i18n/Said';
import { Actor } from '../shared/people';

type Told = Schemas['ChangeNamesTold'];

/** Which field of what changed; the code that the chain keeps stands in its title. */
export function ChangedField({ change }: { change: Pick<Told, 'field' | 'of' | 'zh' | 'en'> }) {
  const { pick } = useI18n();
  return (
    <>
      <span title={change.field}>{pick(change)}</span>
      {change.of && (
        <div className="muted">
          <Said text={change.of} />
        </div>
      )}
    </>
  );
}

const people = /(?:By|assignee|officer|coordinator|delegates|returnedTo|author)$/;

/** A value in words; people by their names. */
export function changedValue(change: Told, which: 'before' | 'after', language: Language) {
  const value = language === 'en' ? change[`${which}En`] : change[which];
  if (!value) return '—';
  return people.test(change.field) ? <Actor name={value} /> : <Said text={value} />;
}
