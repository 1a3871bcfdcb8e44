import { useEffect } from 'react';
import { useI18n } from '../i18n';

/**
 * Names the browser's tab after the heading of the page: whoever works with several cases side by side tells the tabs apart. The heading
 * comes with the page's data, and changes with it.
 */
export function usePageTitle() {
  const { t, language } = useI18n();
  useEffect(() => {
    const app = t('app.title');
    const name = () => {
      const heading = document.querySelector('h1')?.textContent?.trim();
      const title = heading && heading !== app ? `${heading} · ${app}` : app;
      if (document.title !== title) document.title = title;
    };
    // After the language has named the tab for pages of no frame.
    const first = setTimeout(name);
    const watch = new MutationObserver(name);
    watch.observe(document.body, { childList: true, characterData: true, subtree: true });
    return () => {
      clearTimeout(first);
      watch.disconnect();
    };
  }, [t, language]);
}
