import Button from 'antd/es/button';
import type { IconButtonProps, TitleFieldProps } from '@rjsf/utils';
import { useI18n } from '../i18n';

/** Heading of a group of fields. */
function TitleField({ id, title }: TitleFieldProps) {
  return title ? (
    <h3 id={id} className="form-group">
      {title}
    </h3>
  ) : null;
}

function AddButton({ onClick, disabled }: IconButtonProps) {
  const { t } = useI18n();
  return (
    <Button size="small" onClick={onClick} disabled={disabled}>
      {t('form.addItem')}
    </Button>
  );
}

function RemoveButton({ onClick, disabled }: IconButtonProps) {
  const { t } = useI18n();
  return (
    <Button size="small" type="text" onClick={onClick} disabled={disabled}>
      {t('form.removeItem')}
    </Button>
  );
}

/** The order of lists is that of filling in. */
const None = () => null;

export const templates = {
  TitleFieldTemplate: TitleField,
  ButtonTemplates: { AddButton, RemoveButton, MoveUpButton: None, MoveDownButton: None },
};
