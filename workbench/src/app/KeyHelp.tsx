import Checkbox from 'antd/es/checkbox';
import Modal from 'antd/es/modal';
import { useState } from 'react';
import { useI18n } from '../i18n';
import { type goKeys, otherKeys, setSingleKeys, singleKeysOn } from './keys';

/** All keys, and a switch for those of a single letter. */
export function KeyHelp({ open, close }: { open: typeof goKeys; close: () => void }) {
  const { t } = useI18n();
  const [on, setOn] = useState(singleKeysOn);
  const rows = (where: 'list' | 'task' | 'everywhere') =>
    otherKeys.filter((one) => one.where === where).map((one) => ({ keys: one.keys, text: t(one.label) }));
  const groups = [
    { title: t('keys.everywhere'), rows: [...rows('everywhere'), ...open.map((one) => ({ keys: `g ${one.key}`, text: t(one.label) }))] },
    { title: t('keys.inList'), rows: rows('list') },
    { title: t('keys.inTask'), rows: rows('task') },
  ];
  return (
    <Modal open width={640} title={t('keys.title')} footer={null} onCancel={close}>
      <div className="key-groups">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.rows.map((row) => (
                <div key={row.keys}>
                  <dt>
                    <kbd>{row.keys}</kbd>
                  </dt>
                  <dd>{row.text}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Checkbox
        checked={on}
        onChange={(event) => {
          setSingleKeys(event.target.checked);
          setOn(event.target.checked);
        }}
      >
        {t('keys.on')}
      </Checkbox>
    </Modal>
  );
}
