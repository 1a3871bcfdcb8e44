// The texts of our own page; Studio's are in zh-CN.js.
export const pageTexts = {
  'zh-CN': {
    brand: 'LaborFlow 劳动关系办案平台',
    definitions: '流程定义',
    instances: '流程实例',
    workbench: '返回工作台',
    loading: '正在载入设计器……',
    failed: '设计器发生错误。已保存的内容不受影响。',
    reload: '重新载入',
    forbidden: '您的账号没有流程设计权限，请联系系统管理员。',
    otherLanguage: 'English',
    title: '流程设计 · LaborFlow',
  },
  en: {
    brand: 'LaborFlow',
    definitions: 'Definitions',
    instances: 'Instances',
    workbench: 'Back to the workbench',
    loading: 'Loading the designer…',
    failed: 'The designer met an error. What was saved is safe.',
    reload: 'Reload',
    forbidden: 'Your account may not design procedures. Ask an administrator.',
    otherLanguage: '中文',
    title: 'Procedure designer · LaborFlow',
  },
}
