/** What an application may tell beside its claims; all of it may be left out. */
export interface BackgroundDraft {
  agent: { name: string; phone: string; idNumber: string; authority: 'general' | 'special' };
  priorProcedures: PriorDraft[];
  evidenceItems: { name: string; holder: string }[];
  witnesses: WitnessDraft[];
  preferredMediator: string;
  language: string;
}

export interface PriorDraft {
  kind: string;
  authority: string;
  number: string;
  outcome: string;
}

/** 证人: the law asks for the name and where they live. */
export interface WitnessDraft {
  name: string;
  residence: string;
}

export const priorKinds = ['mediation', 'inspection', 'arbitration', 'court', 'petition'] as const;
export const holders = ['applicant', 'respondent', 'third-party'] as const;
export const languages = ['mandarin', 'cantonese', 'hakka', 'minority', 'english', 'sign', 'other'] as const;

export const emptyBackground = (): BackgroundDraft => ({
  agent: { name: '', phone: '', idNumber: '', authority: 'general' },
  priorProcedures: [],
  evidenceItems: [],
  witnesses: [],
  preferredMediator: '',
  language: '',
});

const optional = (text: string) => text.trim() || undefined;

/** The members that the host takes; rows without a name are left out. */
export function backgroundOf(background: BackgroundDraft) {
  const { agent } = background;
  return {
    agent: agent.name.trim()
      ? {
          name: agent.name.trim(),
          phone: optional(agent.phone.replaceAll(' ', '')),
          idNumber: optional(agent.idNumber.toUpperCase()),
          authority: agent.authority,
        }
      : undefined,
    priorProcedures: background.priorProcedures.map((prior) => ({
      kind: prior.kind,
      authority: optional(prior.authority),
      number: optional(prior.number),
      outcome: optional(prior.outcome),
    })),
    evidenceItems: background.evidenceItems
      .filter((item) => item.name.trim())
      .map((item) => ({ name: item.name.trim(), holder: item.holder })),
    witnesses: (background.witnesses ?? [])
      .filter((witness) => witness.name.trim() || witness.residence.trim())
      .map((witness) => ({ name: witness.name.trim(), residence: witness.residence.trim() })),
    preferredMediator: optional(background.preferredMediator),
    language: optional(background.language),
  };
}
