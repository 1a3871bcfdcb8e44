/** The filing form as the clerk at the window reads it: it speaks of the applicant, not to the reader. */
export const counterEn = {
  'counter.filing.procedure': 'Which way the applicant wants to go',
  'counter.filing.agent': 'Somebody acts for the applicant (may be left out)',
  'counter.filing.agent.authority.help':
    'A general agent hands in papers and takes part in sessions and hearings; to change claims, settle or sign an agreement for the applicant takes special authority.',
  'counter.filing.many.people': 'Those who apply together',
  'counter.filing.many.sameAddress': "Left empty, it is the applicant's address",
  'counter.filing.step.you': 'The applicant',
  'counter.filing.who': 'The applicant is',
  'counter.filing.what': 'What is it about?',
  'counter.filing.phone.help': 'The mediator will call the applicant at this number',
  'counter.filing.migrantWorker': 'The applicant is a migrant worker',
  'counter.filing.truthful': 'Read out to the applicant, who confirms that it is true and answers for false statements',
  'counter.filing.workOut': 'Work it out by law',
  'counter.filing.workedOut': 'By what was filled in, the statutory amount is',
};
