import Button from 'antd/es/button';
import Input from 'antd/es/input';
import Popover from 'antd/es/popover';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useI18n } from '../i18n';
import { useMe } from '../session/useMe';
import { loadViews, removeView, saveView, type ViewList } from './viewStore';

/** Keeps the current filters under a name and opens those kept before. */
export function SavedViews({ search, of = 'taskViews' }: { search: string; of?: 'taskViews' | 'caseViews' }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const list: ViewList = `${of}.${useMe().data?.userName ?? ''}`;
  const [views, setViews] = useState(() => loadViews(list));
  const [name, setName] = useState('');
  const [open, setOpen] = useState(false);

  const keep = () => {
    const trimmed = name.trim();
    if (!trimmed) return;
    setViews(saveView({ name: trimmed, search }, list));
    setName('');
  };

  const content = (
    <div className="saved-views">
      {views.length === 0 && <p className="muted">{t('view.none')}</p>}
      <ul>
        {views.map((view) => (
          <li key={view.name}>
            <Button
              type="link"
              size="small"
              onClick={() => {
                setOpen(false);
                void navigate({ search: view.search });
              }}
            >
              {view.name}
            </Button>
            <Button
              type="text"
              size="small"
              aria-label={t('view.remove', { name: view.name })}
              onClick={() => setViews(removeView(view.name, list))}
            >
              ×
            </Button>
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
        <Button size="small" onClick={keep} disabled={!name.trim()}>
          {t('view.save')}
        </Button>
      </div>
    </div>
  );

  return (
    <Popover trigger="click" placement="bottomLeft" content={content} open={open} onOpenChange={setOpen}>
      <Button>{t('view.title')}</Button>
    </Popover>
  );
}
