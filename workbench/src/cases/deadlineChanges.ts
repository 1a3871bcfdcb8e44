const heads = ['director', 'head', 'supervisor'];

export type Change = 'pause' | 'resume' | 'extend' | 'restart';

/** What may be done with a period in this state, by somebody with these roles: heads alone extend. */
export function changesOf(state: string | null | undefined, roles: readonly string[]): Change[] {
  const extend: Change[] = roles.some((role) => heads.includes(role)) ? ['extend'] : [];
  if (state === 'running') return ['pause', ...extend, 'restart'];
  if (state === 'paused') return ['resume', ...extend];
  return [];
}
