import App from 'antd/es/app';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Popover from 'antd/es/popover';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { errorsByField } from '../api/problem';
import { useI18n } from '../i18n';
import { copyText } from '../shared/copyText';
import { useErrorText } from '../shared/useErrorText';
import { useViews } from './useViews';
import { movedView, withoutView, withView, type SavedView, type ViewList } from './viewStore';

/** Keeps the current filters under a name with the account, opens those kept before, and copies the address of one to share it. */
export function SavedViews({ search, of = 'tasks' }: { search: string; of?: ViewList }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      // Drawn, and asked for, when it is opened.
      content={<Views of={of} search={search} close={() => setOpen(false)} />}
      open={open}
      onOpenChange={setOpen}
    >
      <Button aria-expanded={open}>{t('view.title')}</Button>
    </Popover>
  );
}

function Views({ search, of, close }: { search: string; of: ViewList; close: () => void }) {
  const { t, language } = useI18n();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const { pathname } = useLocation();
  const { views, change } = useViews(of);
  const [name, setName] = useState('');
  const kept = views.data?.views ?? [];
  const trimmed = name.trim();
  const known = kept.some((view) => view.name === trimmed);

  const keep = () => {
    if (trimmed) change.mutate((all) => withView(all, { name: trimmed, search }), { onSuccess: () => setName('') });
  };
  const share = async (view: SavedView) => {
    const copied = await copyText(`${window.location.origin}${pathname}?${view.search}`);
    void (copied ? message.success(t('view.copied')) : message.error(t('view.notCopied')));
  };
  const failure = change.error ?? views.error;
  const said = failure && (Object.values(errorsByField(failure, language))[0] ?? errorText(failure));

  return (
    <div className="saved-views">
      {views.data && kept.length === 0 && <p className="muted">{t('view.none')}</p>}
      <ul>
        {kept.map((view, at) => (
          <li key={view.name}>
            <Link to={{ search: view.search }} onClick={close}>
              {view.name}
            </Link>
            <Small
              label={t('view.up', { name: view.name })}
              sign="↑"
              off={at === 0}
              act={() => change.mutate((all) => movedView(all, view.name, -1))}
            />
            <Small
              label={t('view.down', { name: view.name })}
              sign="↓"
              off={at === kept.length - 1}
              act={() => change.mutate((all) => movedView(all, view.name, 1))}
            />
            <Button type="text" size="small" aria-label={t('view.shareOf', { name: view.name })} onClick={() => void share(view)}>
              {t('view.share')}
            </Button>
            <Small label={t('view.remove', { name: view.name })} sign="×" act={() => change.mutate((all) => withoutView(all, view.name))} />
          </li>
        ))}
      </ul>
      <div className="row">
        <Input
          size="small"
          maxLength={30}
          aria-label={t('view.name')}
          placeholder={t('view.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={keep}
        />
        <Button size="small" onClick={keep} loading={change.isPending} disabled={!trimmed || !views.data}>
          {t(known ? 'view.replace' : 'view.save')}
        </Button>
      </div>
      {said && (
        <p role="alert" className="field-error">
          {said}
        </p>
      )}
    </div>
  );
}

function Small({ label, sign, off = false, act }: { label: string; sign: string; off?: boolean; act: () => void }) {
  return (
    <Button type="text" size="small" aria-label={label} disabled={off} onClick={act}>
      {sign}
    </Button>
  );
}
