export function writeTexts(): Promise<void>;
export function examine(
  languages: ReadonlyMap<string, ReadonlyMap<string, string>>,
  source: string,
): { used: string[]; problems: string[] };
export function parseProperties(content: string): Map<string, string>;
