import Button from 'antd/es/button';
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useI18n } from '../i18n';
import { goKeys, pressOf, shellKey, singleKeysOn } from './keys';

const KeyHelp = lazy(async () => ({ default: (await import('./KeyHelp')).KeyHelp }));

/** How long after `g` the letter of a page may come. */
const pauseAfterG = 1_500;

/** The keys of every page: `?` tells them all, `g` and a letter go to a page. */
export function ShellKeys({ paths }: { paths: readonly string[] }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [shown, setShown] = useState(false);
  const afterG = useRef(0);
  const open = goKeys.filter((one) => paths.includes(one.path));
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const key = shellKey(pressOf(event), Date.now() - afterG.current < pauseAfterG);
    afterG.current = 0;
    if (!key || (key.kind !== 'help' && !singleKeysOn())) return;
    if (key.kind === 'help') setShown(true);
    else if (key.kind === 'prefix') afterG.current = Date.now();
    else if (open.some((one) => one.path === key.path)) void navigate(key.path);
    else return;
    // The list's own keys do not see the letter of a page.
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  useEffect(() => {
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, []);
  return (
    <>
      <Button size="small" type="text" aria-label={t('keys.title')} title={t('keys.title')} onClick={() => setShown(true)}>
        ?
      </Button>
      {shown && (
        <Suspense fallback={null}>
          <KeyHelp open={open} close={() => setShown(false)} />
        </Suspense>
      )}
    </>
  );
}
