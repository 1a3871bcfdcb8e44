import Button from 'antd/es/button';
import {
  buttonId,
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  type IconButtonProps,
  type TitleFieldProps,
} from '@rjsf/utils';
import { useI18n } from '../i18n';

/** Heading of a group of fields; an entry of a list that has no name of its own is counted. */
function TitleField({ id, title }: TitleFieldProps) {
  const { t } = useI18n();
  if (!title) return null;
  const counted = /_\d+__title$/.test(id) ? /-(\d+)$/.exec(title) : null;
  return (
    <h3 id={id} className="form-group">
      {counted ? t('form.item', { number: counted[1]! }) : title}
    </h3>
  );
}

/** A list of entries, one below the other, each in a box of its own. */
function List({
  title,
  items,
  canAdd,
  disabled,
  readonly,
  fieldPathId,
  onAddClick,
  registry,
  uiSchema,
  required,
}: ArrayFieldTemplateProps) {
  const { AddButton } = registry.templates.ButtonTemplates;
  return (
    <fieldset className="form-list" id={fieldPathId.$id}>
      {title && <legend className={required ? 'required' : undefined}>{title}</legend>}
      {items}
      {canAdd && (
        <AddButton
          id={buttonId(fieldPathId, 'add')}
          disabled={disabled || readonly}
          onClick={onAddClick}
          uiSchema={uiSchema}
          registry={registry}
        />
      )}
    </fieldset>
  );
}

function ListEntry({ children, buttonsProps, hasToolbar, registry, schema }: ArrayFieldItemTemplateProps) {
  const Buttons = registry.templates.ArrayFieldItemButtonsTemplate;
  return (
    <div className={schema.type === 'object' ? 'form-list-entry' : 'form-list-entry single'}>
      <div className="grow">{children}</div>
      {hasToolbar && (
        <div className="form-list-remove">
          <Buttons {...buttonsProps} />
        </div>
      )}
    </div>
  );
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
  ArrayFieldTemplate: List,
  ArrayFieldItemTemplate: ListEntry,
  ButtonTemplates: { AddButton, RemoveButton, MoveUpButton: None, MoveDownButton: None },
};
