import Button from 'antd/es/button';
import { useI18n } from '../i18n';

export function LanguageSwitch() {
  const { language, setLanguage } = useI18n();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Button type="text" size="small" lang={other} onClick={() => setLanguage(other)}>
      {other === 'en' ? 'English' : '中文'}
    </Button>
  );
}
