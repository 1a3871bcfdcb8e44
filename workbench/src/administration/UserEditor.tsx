import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Drawer from 'antd/es/drawer';
import Input from 'antd/es/input';
import Select from 'antd/es/select';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post, put } from '../api/client';
import { errorsByField } from '../api/problem';
import type { RoleItem, UserItem } from '../api/types';
import { Field } from '../filing/Field';
import { useI18n } from '../i18n';
import { useErrorText } from '../shared/useErrorText';
import { useOffices } from '../shared/useOffices';
import { useReference } from '../shared/useReference';

/** One account: who it is, what it may do and where. Without a user it makes a new one. */
export function UserEditor({ user, close }: { user?: UserItem; close: () => void }) {
  const { t, pick, language } = useI18n();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const reference = useReference();
  const roles = useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => get<RoleItem[]>('/api/administration/roles', undefined, signal),
  });
  const offices = useOffices();
  const [draft, setDraft] = useState({
    userName: user?.userName ?? '',
    displayName: user?.displayName ?? '',
    password: '',
    roles: user?.roles ?? [],
    officeId: user?.officeId ?? '',
    jurisdiction: user?.jurisdiction ?? '',
    isActive: user?.isActive ?? true,
  });
  const set = (changes: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...changes }));
  const { userName, password, isActive, ...common } = draft;

  const save = useMutation({
    mutationFn: async () => {
      if (!user) return post('/api/administration/users', { userName, password, ...common });
      const path = `/api/administration/users/${encodeURIComponent(user.userName)}`;
      await put(path, { ...common, isActive });
      if (password) await post(`${path}/password`, { password });
    },
    onSuccess: () => {
      void message.success(t('administration.saved'));
      void client.invalidateQueries({ queryKey: ['users'] });
      void client.invalidateQueries({ queryKey: ['roles'] });
      close();
    },
  });
  const errors = errorsByField(save.error, language);
  const unplaced = save.isError && Object.keys(errors).length === 0;

  return (
    <Drawer
      open
      onClose={close}
      size={440}
      title={user ? user.userName : t('administration.addUser')}
      footer={
        <div className="row">
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
            {t('action.save')}
          </Button>
          <Button onClick={close}>{t('action.cancel')}</Button>
        </div>
      }
    >
      {unplaced && <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(save.error)} />}
      {!user && (
        <Field label={t('session.userName')} required error={errors.userName}>
          <Input autoComplete="off" maxLength={100} value={userName} onChange={(event) => set({ userName: event.target.value })} />
        </Field>
      )}
      <Field label={t('administration.displayName')} error={errors.displayName}>
        <Input maxLength={100} value={draft.displayName} onChange={(event) => set({ displayName: event.target.value })} />
      </Field>
      <Field label={t('administration.roles')} error={errors.roles}>
        <Select
          mode="multiple"
          className="full-width"
          value={draft.roles}
          options={(roles.data ?? []).map((role) => ({ value: role.code, label: pick(role) }))}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(next: string[]) => set({ roles: next })}
        />
      </Field>
      <Field label={t('administration.jurisdiction')} help={t('administration.jurisdiction.help')} error={errors.jurisdiction}>
        <Select
          className="full-width"
          allowClear
          value={draft.jurisdiction || undefined}
          options={(reference.data?.districts ?? []).map((district) => ({
            value: district.code,
            label: `${district.name} ${district.code}`,
          }))}
          onChange={(jurisdiction?: string) => set({ jurisdiction: jurisdiction ?? '' })}
        />
      </Field>
      <Field label={t('administration.office')} error={errors.officeId}>
        <Select
          className="full-width"
          allowClear
          value={draft.officeId || undefined}
          options={(offices.data ?? []).filter((office) => office.organisation).map((office) => ({ value: office.id, label: office.zh }))}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(officeId?: string) => set({ officeId: officeId ?? '' })}
        />
      </Field>
      <Field
        label={t(user ? 'administration.newPassword' : 'administration.firstPassword')}
        help={t('administration.password.help')}
        required={!user}
        error={errors.password}
      >
        <Input.Password autoComplete="new-password" value={password} onChange={(event) => set({ password: event.target.value })} />
      </Field>
      {user && (
        <Checkbox checked={isActive} onChange={(event) => set({ isActive: event.target.checked })}>
          {t('administration.mayWork')}
        </Checkbox>
      )}
    </Drawer>
  );
}
