/** The filing form as the clerk at the window reads it: it speaks of the applicant, not to the reader. */
export const counterZhCN = {
  'counter.filing.procedure': '申请人选择哪种方式解决',
  'counter.filing.agent': '有代理人代申请人办理（可不填）',
  'counter.filing.agent.authority.help': '一般代理可以代申请人提交材料、参加调解和开庭；代为变更请求、和解、签调解协议的，须有特别授权。',
  'counter.filing.many.people': '一同申请的人',
  'counter.filing.many.sameAddress': '不填的，与申请人的送达地址相同',
  'counter.filing.step.you': '申请人信息',
  'counter.filing.who': '申请人是',
  'counter.filing.what': '申请人要解决什么问题？',
  'counter.filing.phone.help': '调解员会打这个电话联系申请人',
  'counter.filing.migrantWorker': '申请人是农民工',
  'counter.filing.truthful': '已向申请人宣读，申请人确认以上内容属实，愿意承担虚假陈述的责任',
  'counter.filing.workOut': '按法律计算',
  'counter.filing.workedOut': '按填写的情况，法定金额为',
};
