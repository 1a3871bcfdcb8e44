import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Drawer from 'antd/es/drawer';
import Input from 'antd/es/input';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { put } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Organisation } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';

/** 修改调解组织: its name, and whether it takes the cross-border matters of its place first. Its level and place stay: cases were assigned by them. */
export function EditOrganisation({ organisation, close }: { organisation: Organisation; close: () => void }) {
  const { t, language } = useI18n();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [name, setName] = useState(organisation.name);
  const [crossBorder, setCrossBorder] = useState(organisation.crossBorder);
  const save = useMutation({
    mutationFn: () => put(`/api/mediation-organisations/${organisation.id}`, { name, crossBorder }),
    onSuccess: () => {
      void message.success(t('organisation.saved'));
      void client.invalidateQueries({ queryKey: ['organisations'] });
      void client.invalidateQueries({ queryKey: ['offices'] });
      close();
    },
  });
  const errors = errorsByField(save.error, language);
  return (
    <Drawer
      open
      onClose={close}
      size={440}
      title={t('organisation.editTitle')}
      footer={
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
          {t('action.save')}
        </Button>
      }
    >
      {save.isError && !errors.name && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(save.error)} />}
      <Field label={t('organisation.name')} required error={errors.name}>
        <Input maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Checkbox checked={crossBorder} onChange={(event) => setCrossBorder(event.target.checked)}>
        {t('organisation.crossBorder')}
      </Checkbox>
    </Drawer>
  );
}
