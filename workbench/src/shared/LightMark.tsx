import type { Light } from '../api/types';
import { useI18n } from '../i18n';

const lights: readonly string[] = ['green', 'yellow', 'red'] satisfies Light[];
const isLight = (code: string | null | undefined): code is Light => !!code && lights.includes(code);

/** One of the three lights, always with a shape and a name, because colour alone tells nothing to one man in twelve. */
export function LightMark({ light, text }: { light?: string | null; text?: string }) {
  const { t } = useI18n();
  if (!isLight(light)) return <span className="muted">{text ?? '—'}</span>;
  return (
    <span className={`light light-${light}`}>
      <span className="light-shape" aria-hidden="true" />
      {text ?? t(`light.${light}`)}
      {text && <span className="sr-only">{t('text.paren', { text: t(`light.${light}`) })}</span>}
    </span>
  );
}
