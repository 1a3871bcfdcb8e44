const steps = ['wgf-pay', 'emf-pay'];

/** Whether a step records what the bank paid. */
export const paysByBank = (step: string) => steps.includes(step);
