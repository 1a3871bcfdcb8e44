import type { disclosureZhCN } from './disclosure.zh-CN';

/** The same messages in English. */
export const disclosureEn: Record<keyof typeof disclosureZhCN, string> = {
  'nav.unmask': 'Whole numbers',
  'disclosure.help':
    'Whole identity and telephone numbers of the parties of many cases need a second person’s agreement; the one who asked takes them away once, within 24 hours. Asking, deciding and taking away are recorded.',
  'disclosure.empty': 'No requests',
  'disclosure.ask': 'Ask',
  'disclosure.asked': 'Sent; another person decides',
  'disclosure.cases': 'Case numbers (one a line)',
  'disclosure.reason': 'What for',
  'disclosure.basis': 'Legal basis',
  'disclosure.send': 'Send',
  'disclosure.of': '{count} cases',
  'disclosure.own': 'Your own request: another person decides',
  'disclosure.comment': 'Comment (needed to refuse)',
  'disclosure.approve': 'Agree',
  'disclosure.reject': 'Refuse',
  'disclosure.deliver': 'Take the list away (once)',
  'disclosure.state.waiting': 'Waiting',
  'disclosure.state.approved': 'Agreed',
  'disclosure.state.rejected': 'Refused',
  'disclosure.state.delivered': 'Taken away',
  'advances.title': 'Advances',
  'advances.show': 'Show the whole account',
  'advances.of': 'Show the whole account of {name}',
  'advances.reason': 'Why',
  'advances.account': 'Bank account',
};
