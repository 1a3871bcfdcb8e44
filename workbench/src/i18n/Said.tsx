import { useI18n } from '.';

const chinese = /[\u3400-\u9fff]/;

/** A text that the host has in Chinese, said in the language of the page; what stays Chinese there says so to screen readers. */
export function Said({ text }: { text: string | null | undefined }) {
  const { language, say } = useI18n();
  const shown = say(text);
  return language === 'en' && chinese.test(shown) ? <span lang="zh-CN">{shown}</span> : <>{shown}</>;
}
