/** The members that a closed schema knows: a step may be prefilled with more than its form shows, and would be refused for it. */
export function knownMembers(data: unknown, schema: Record<string, unknown> | null): unknown {
  if (!schema || schema.additionalProperties !== false || typeof data !== 'object' || data === null || Array.isArray(data)) return data;
  const known = schema.properties as Record<string, unknown> | undefined;
  return Object.fromEntries(Object.entries(data).filter(([name]) => known !== undefined && name in known));
}
