import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en } from './locales/en';
import { zhCN, type MessageKey } from './locales/zh-CN';

export type Language = 'zh' | 'en';
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

const catalogues: Record<Language, Record<MessageKey, string>> = { zh: zhCN, en };
const storageKey = 'laborflow.language';

/** The message of a key with its {placeholders} filled in. */
export function translate(language: Language, key: MessageKey, values: Record<string, string | number> = {}): string {
  return catalogues[language][key].replace(/\{(\w+)\}/g, (match, name: string) => String(values[name] ?? match));
}

interface I18n {
  language: Language;
  t: Translate;
  /** Text that the host sends in Chinese and, where it has one, English. */
  pick: (text: { zh?: string | null; en?: string | null } | null | undefined) => string;
  setLanguage: (language: Language) => void;
}

const Context = createContext<I18n | null>(null);

export function I18nProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh'));
  useEffect(() => {
    localStorage.setItem(storageKey, language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = translate(language, 'app.title');
  }, [language]);
  const value = useMemo<I18n>(
    () => ({
      language,
      t: (key, values) => translate(language, key, values),
      pick: (text) => (language === 'en' ? (text?.en ?? text?.zh) : text?.zh) ?? '',
      setLanguage,
    }),
    [language],
  );
  return <Context value={value}>{children}</Context>;
}

export function useI18n(): I18n {
  const value = useContext(Context);
  if (!value) throw new Error('I18nProvider is missing');
  return value;
}

export type { MessageKey };
