import Alert from 'antd/es/alert';
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Drawer from 'antd/es/drawer';
import Input from 'antd/es/input';
import Switch from 'antd/es/switch';
import Table from 'antd/es/table';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post, put } from '../api/client';
import { errorsByField } from '../api/problem';
import type { Schemas } from '../api/types';
import { roomsKey, useRooms } from '../appointments/useRooms';
import { Field } from '../filing/Field';
import { NativeSelect } from '../filing/NativeSelect';
import { useI18n } from '../i18n';
import { Failure, Loading } from '../shared/States';
import { useErrorText } from '../shared/useErrorText';
import { useReference } from '../shared/useReference';

type Room = Schemas['RoomsItem'];

/** 办案场所: where hearings and sessions take place. */
export function RoomsPanel() {
  const { t } = useI18n();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const reference = useReference();
  const rooms = useRooms();
  const [adding, setAdding] = useState(false);
  const change = useMutation({
    mutationFn: ({ room, active }: { room: Room; active: boolean }) =>
      put(`/api/rooms/${room.id}`, { name: room.name, district: null, address: room.address, seats: room.seats, active }),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: roomsKey }),
  });
  if (rooms.isPending) return <Loading />;
  if (!rooms.data) return <Failure error={rooms.error} retry={() => void rooms.refetch()} />;
  return (
    <>
      <div className="filters">
        <span className="grow" />
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('room.add')}
        </Button>
      </div>
      <Table<Room>
        rowKey="id"
        size="small"
        dataSource={rooms.data}
        pagination={false}
        locale={{ emptyText: <p className="empty">{t('room.none')}</p> }}
        columns={[
          { title: t('room.name'), dataIndex: 'name' },
          {
            title: t('tip.district'),
            width: 120,
            render: (_, room) => reference.data?.districts.find((district) => district.code === room.district)?.name ?? room.district,
          },
          { title: t('room.address'), dataIndex: 'address' },
          { title: t('room.seats'), width: 90, align: 'right', render: (_, room) => <span className="num">{room.seats}</span> },
          {
            title: t('room.active'),
            width: 110,
            render: (_, room) => (
              <Switch
                size="small"
                checked={room.active}
                aria-label={t('room.activeOf', { name: room.name })}
                loading={change.isPending && change.variables.room.id === room.id}
                onChange={(active) => change.mutate({ room, active })}
              />
            ),
          },
        ]}
      />
      {adding && <NewRoom close={() => setAdding(false)} />}
    </>
  );
}

function NewRoom({ close }: { close: () => void }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const client = useQueryClient();
  const reference = useReference();
  const [draft, setDraft] = useState({ name: '', district: '', address: '', seats: '' });
  const set = (changes: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...changes }));
  const add = useMutation({
    mutationFn: () => post('/api/rooms', { ...draft, district: draft.district || null, seats: Number(draft.seats) || null, active: true }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: roomsKey });
      close();
    },
  });
  const errors = errorsByField(add.error, language);
  return (
    <Drawer
      open
      onClose={close}
      size={440}
      title={t('room.add')}
      footer={
        <Button type="primary" loading={add.isPending} onClick={() => add.mutate()}>
          {t('action.save')}
        </Button>
      }
    >
      {add.isError && Object.keys(errors).length === 0 && (
        <Alert type="error" showIcon role="alert" className="gap-below" title={errorText(add.error)} />
      )}
      <Field label={t('room.name')} required error={errors.name}>
        <Input maxLength={200} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={t('tip.district')} required error={errors.district}>
        <NativeSelect
          value={draft.district}
          placeholder={t('form.choose')}
          onChange={(district) => set({ district })}
          options={(reference.data?.districts ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Field>
      <Field label={t('room.address')} required error={errors.address}>
        <Input maxLength={200} value={draft.address} onChange={(event) => set({ address: event.target.value })} />
      </Field>
      <Field label={t('room.seats')} required error={errors.seats}>
        <Input
          inputMode="numeric"
          maxLength={4}
          value={draft.seats}
          onChange={(event) => set({ seats: event.target.value.replace(/\D/g, '') })}
        />
      </Field>
    </Drawer>
  );
}
