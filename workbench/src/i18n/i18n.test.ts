import { describe, expect, it } from 'vitest';
import { translate } from '.';
import { en } from './locales/en';
import { zhCN, type MessageKey } from './locales/zh-CN';

const keys = Object.keys(zhCN) as MessageKey[];
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
  });

  it('are never empty and use the same placeholders in both languages', () => {
    for (const key of keys) {
      expect(zhCN[key], key).not.toBe('');
      expect(en[key], key).not.toBe('');
      expect(placeholders(en[key]), key).toEqual(placeholders(zhCN[key]));
    }
  });

  it('fill in their placeholders and leave unknown ones visible', () => {
    expect(translate('zh', 'due.left', { days: 3 })).toBe('剩 3 天');
    expect(translate('en', 'due.left')).toBe('{days} days left');
  });
});
