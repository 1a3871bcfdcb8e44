import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import { useI18n } from '../i18n';
import { useReference } from '../shared/useReference';
import type { Step } from './draft';
import type { StepProps } from './stepProps';
import { summaryOf } from './summary';

interface Props extends StepProps {
  files: File[];
  goTo: (step: Step) => void;
}

/** Everything once more before it is sent, each part with the way back to it. */
export function ConfirmStep({ draft, update, errorOf, files, goTo }: Props) {
  const { t, pick } = useI18n();
  const reference = useReference();
  const parts = summaryOf(
    draft,
    files.map((file) => file.name),
    {
      t,
      cause: (code) => pick(reference.data?.causes.find((cause) => cause.code === code)) || code,
      district: (code) => reference.data?.districts.find((district) => district.code === code)?.name ?? code,
    },
  );
  return (
    <>
      {parts.map(({ step, groups }) => (
        <section key={step} className="summary-part">
          <h3>
            {t(`filing.step.${step}`)}
            <Button
              type="link"
              size="small"
              aria-label={t('text.pair', { name: t('action.change'), value: t(`filing.step.${step}`) })}
              onClick={() => goTo(step)}
            >
              {t('action.change')}
            </Button>
          </h3>
          {groups.map(({ title, rows }, index) => (
            <div key={index} className="summary-group">
              {title && <h4>{title}</h4>}
              <dl>
                {rows.map(({ label, value }, at) => (
                  <div key={at}>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </div>
          ))}
        </section>
      ))}
      <Checkbox checked={draft.truthful} onChange={(event) => update({ truthful: event.target.checked })}>
        {t('filing.truthful')}
      </Checkbox>
      {errorOf('truthful') && <div className="field-error">{errorOf('truthful')}</div>}
    </>
  );
}
