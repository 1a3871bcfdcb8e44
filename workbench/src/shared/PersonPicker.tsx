import Select from 'antd/es/select';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../api/client';
import type { Schemas } from '../api/types';
import { useI18n } from '../i18n';
import { useActorName } from './people';

interface Props {
  label: string;
  /** The user name. */
  value: string | undefined;
  onChange: (userName: string | undefined) => void;
  /** Given by the field that it stands in. */
  id?: string;
  className?: string;
  /** Where people are looked for; at first among all officers. */
  source?: string;
}

/** Chooses an officer by name: typing narrows the list down at the host, so that it works for a thousand of them, and none is left out. */
export function PersonPicker({ label, value, onChange, id, className = 'filter-person', source = '/api/people/officers' }: Props) {
  const { t } = useI18n();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const chosen = useActorName(value);
  const people = useQuery({
    queryKey: ['people', source, typed],
    queryFn: ({ signal }) => get<Schemas['FoundPeople']>(source, { q: typed }, signal),
    enabled: open,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const { items, total } = people.data ?? { items: [], total: 0 };
  const found = items.map((one) => ({ value: one.userName, label: one.displayName }));
  const options = value && !found.some((one) => one.value === value) ? [{ value, label: chosen || value }, ...found] : found;
  return (
    <Select
      id={id}
      aria-label={label}
      className={className}
      allowClear
      placeholder={label}
      value={value}
      options={options}
      loading={people.isFetching}
      notFoundContent={people.isPending ? null : t('person.none')}
      showSearch={{ filterOption: false, onSearch: (text) => setTyped(text.trim()) }}
      popupRender={(menu) => (
        <>
          {menu}
          {total > items.length && <p className="muted person-more">{t('person.more', { shown: items.length, total })}</p>}
        </>
      )}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setTyped('');
      }}
      onChange={(next?: string) => onChange(next)}
    />
  );
}
