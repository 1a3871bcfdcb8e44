import { describe, expect, it } from 'vitest';
import { lineOf, readStatement } from './statement';

describe('a bank statement', () => {
  it('is read from a sheet or from commas, with or without its heading', () => {
    const lines = [
      { caseNumber: '深龙华欠薪垫付〔2026〕1号', batch: 1, amount: 43200 },
      { caseNumber: '深龙华欠薪垫付〔2026〕1号', batch: null, amount: 1200.5 },
    ];
    expect(readStatement('案号\t批次\t金额\n深龙华欠薪垫付〔2026〕1号\t1\t43,200.00\n深龙华欠薪垫付〔2026〕1号\t\t1200.50\n')).toEqual(
      lines,
    );
    expect(readStatement('深龙华欠薪垫付〔2026〕1号,1,"43200.00"\r\n\r\n深龙华欠薪垫付〔2026〕1号，，¥1,200.50')).toEqual(lines);
  });

  it('keeps a line that cannot be read, so that the host can name it', () => {
    expect(readStatement('甲\n乙,1,十元')).toEqual([
      { caseNumber: '甲', batch: null, amount: 0 },
      { caseNumber: '乙', batch: 1, amount: 0 },
    ]);
    expect(lineOf('statement[1].amount')).toBe(2);
    expect(lineOf('month')).toBeNull();
  });
});
