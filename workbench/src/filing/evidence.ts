const defaults = {
  extensions: ['.jpg', '.jpeg', '.png', '.pdf', '.docx', '.xlsx', '.mp3', '.m4a', '.mp4', '.txt'],
  maxBytes: 20 * 1024 * 1024,
};

export type Refusal = 'type' | 'size' | 'empty';

/** Why a file cannot be evidence, before it travels; null when it can. The host looks into the file itself. */
export function refusalOf(
  file: { name: string; size: number },
  accepted: { extensions: string[]; maxBytes: number } = defaults,
): Refusal | null {
  const name = file.name.toLowerCase();
  const fits = accepted.extensions.some((extension) =>
    name.endsWith(extension.startsWith('.') ? extension.toLowerCase() : `.${extension.toLowerCase()}`),
  );
  if (!fits) return 'type';
  if (file.size === 0) return 'empty';
  return file.size > accepted.maxBytes ? 'size' : null;
}

/** The value of an input's accept attribute. */
export function acceptAttribute(extensions: string[] = defaults.extensions): string {
  return extensions.map((extension) => (extension.startsWith('.') ? extension : `.${extension}`)).join(',');
}
