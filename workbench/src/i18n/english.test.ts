import { describe, expect, it } from 'vitest';
import { englishOf, saidInSchema } from './english';
import { shipped } from './shipped';

const { say, find } = englishOf({
  审查调解申请: 'Review the application for mediation',
  调解协议书: 'Mediation agreement',
  起诉期限: 'Period for going to court',
  '申请人撤回申请，案件终结。': 'The applicant withdrew; the case ends.',
  '《行政处罚法》': 'Administrative Penalty Law',
  '申请人{period}': '{period} (applicant)',
  '{paper}（{dataName}）.docx': '{paper} ({dataName}).docx',
});

describe('the English of a procedure’s texts', () => {
  it('is found for a whole text and for one with another text or a name inside', () => {
    expect(say('审查调解申请')).toBe('Review the application for mediation');
    expect(say('申请人起诉期限')).toBe('Period for going to court (applicant)');
    expect(say('调解协议书（张三）.docx')).toBe('Mediation agreement (张三).docx');
  });

  it('replaces what an English sentence says in Chinese, and leaves what people typed', () => {
    expect(say('审查调解申请: Accept')).toBe('Review the application for mediation: Accept');
    expect(say('Closed: 申请人撤回申请，案件终结. Reason: 已自行和解')).toBe(
      'Closed: The applicant withdrew; the case ends. Reason: 已自行和解',
    );
    expect(say('工资表（张三）.docx')).toBe('工资表（张三）.docx');
    expect(find('已自行和解')).toBeUndefined();
  });

  it('cites the law with its place, and leaves a law that it does not know', () => {
    expect(say('《行政处罚法》第5条、第27条至第29条')).toBe('Administrative Penalty Law, art. 5, art. 27–29');
    expect(say('《行政处罚法》(2021修订)第5、6条第2款')).toBe('Administrative Penalty Law (2021), art. 5, 6, para. 2');
    expect(say('《行政处罚法》(人社部令第33号)第5条之一和第7条')).toBe('Administrative Penalty Law (Order No. 33), art. 5 bis and art. 7');
    expect(say('《某某法》第5条')).toBe('《某某法》第5条');
  });

  it('says what people read of a form, and changes no value or name', () => {
    const schema = {
      title: '调解协议书',
      required: ['title'],
      properties: { title: { type: 'string', title: '审查调解申请', const: '调解协议书', oneOf: [{ const: 'a', title: '起诉期限' }] } },
    };
    expect(saidInSchema(schema, say)).toEqual({
      title: 'Mediation agreement',
      required: ['title'],
      properties: {
        title: {
          type: 'string',
          title: 'Review the application for mediation',
          const: '调解协议书',
          oneOf: [{ const: 'a', title: 'Period for going to court' }],
        },
      },
    });
    expect(saidInSchema(null, say)).toBeNull();
  });
});

describe('the texts that come with the procedures', () => {
  it('are English, and use the placeholders of their Chinese', () => {
    const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    expect(Object.keys(shipped).length).toBeGreaterThan(1000);
    for (const [zh, en] of Object.entries(shipped)) {
      expect(en, zh).toMatch(/^[\x20-\x7e–…]+$/);
      expect(placeholders(en), zh).toEqual(placeholders(zh));
    }
  });
});
