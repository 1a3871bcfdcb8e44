import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { englishOf, type English } from './english';
import { en } from './locales/en';
import { zhCN, type MessageKey } from './locales/zh-CN';

export type Language = 'zh' | 'en';
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

interface Bilingual {
  zh?: string | null;
  en?: string | null;
}

const catalogues: Record<Language, Record<MessageKey, string>> = { zh: zhCN, en };
const storageKey = 'laborflow.language';

/** The message of a key with its {placeholders} filled in. */
export function translate(language: Language, key: MessageKey, values: Record<string, string | number> = {}): string {
  return catalogues[language][key].replace(/\{(\w+)\}/g, (match, name: string) => String(values[name] ?? match));
}

let texts: English | undefined;

/** Fetches the English of the procedures' texts, which only readers of English need; without it they stay Chinese. */
async function loadEnglish(): Promise<void> {
  try {
    texts ??= englishOf((await import('./shipped')).shipped);
  } catch {
    // A lost connection: the page is worth more than its second language.
  }
}

/** The language that was chosen before, with its texts there. To be awaited before the first page is drawn. */
export async function prepareLanguage(): Promise<void> {
  if (chosen() === 'en') await loadEnglish();
}

const chosen = (): Language => (localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh');

interface I18n {
  language: Language;
  t: Translate;
  /** Text that the host sends in Chinese and, where it has one, English. */
  pick: (text: Bilingual | null | undefined) => string;
  /** A text of a procedure, which the host sends in Chinese: a title of a step, of a form, a paper, a period. What people typed stays. */
  say: (text: string | null | undefined) => string;
  /** An entry of a timeline: a notice that comes with a procedure is told whole, not by the short English beside it. */
  tell: (entry: Bilingual) => string;
  setLanguage: (language: Language) => void;
}

const Context = createContext<I18n | null>(null);

export function I18nProvider({ children }: { children: ReactNode }) {
  const [language, show] = useState<Language>(chosen);
  useEffect(() => {
    localStorage.setItem(storageKey, language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = translate(language, 'app.title');
  }, [language]);
  const setLanguage = useCallback((next: Language) => {
    if (next === 'zh') show(next);
    else void loadEnglish().then(() => show(next));
  }, []);
  const value = useMemo<I18n>(() => {
    const say = (text: string | null | undefined) => (language === 'en' ? (texts?.say(text ?? '') ?? text) : text) ?? '';
    const pick = (text: Bilingual | null | undefined) => (language === 'en' ? say(text?.en ?? text?.zh) : (text?.zh ?? ''));
    return {
      language,
      t: (key, values) => translate(language, key, values),
      pick,
      say,
      tell: (entry) => (language === 'en' && texts?.find(entry.zh ?? '')) || pick(entry),
      setLanguage,
    };
  }, [language, setLanguage]);
  return <Context value={value}>{children}</Context>;
}

/** What is shown here is read by the clerk at the window: messages that have a wording of the applicant (`counter.…`) are shown in that. */
export function AtCounter({ children }: { children: ReactNode }) {
  const outside = useI18n();
  const value = useMemo<I18n>(
    () => ({
      ...outside,
      t: (key, values) => {
        const spoken = `counter.${key}` as MessageKey;
        return outside.t(spoken in catalogues[outside.language] ? spoken : key, values);
      },
    }),
    [outside],
  );
  return <Context value={value}>{children}</Context>;
}

export function useI18n(): I18n {
  const value = useContext(Context);
  if (!value) throw new Error('I18nProvider is missing');
  return value;
}

export type { MessageKey };
