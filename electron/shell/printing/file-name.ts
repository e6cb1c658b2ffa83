// A receipt's title as the name of a file.

/** A name that every file system takes; `receipt` when nothing of the title can be kept. */
export function fileName(title: string): string {
  const name = title.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replaceAll(/^[.-]+|[.-]+$/g, '');
  return name === '' ? 'receipt' : name;
}
