/** From how many on things of one kind are told together. */
const together = 4;

/** What follows each other, with runs of one kind taken together when there are at least four; the rest stands alone. */
export function runsOf<T>(items: readonly T[], kindOf: (item: T) => string): T[][] {
  const runs: T[][] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last && kindOf(last[0]!) === kindOf(item)) last.push(item);
    else runs.push([item]);
  }
  return runs.flatMap((run) => (run.length >= together ? [run] : run.map((item) => [item])));
}
