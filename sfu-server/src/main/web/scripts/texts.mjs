// Writes generated/texts.ts from the words that both clients share (texts/ at the root of the project): the ones that
// the browser client names, in every language. Ends with an error when a language lacks a text, when a text has other
// places for names and numbers than in English, or when one is named that is not there or never named.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.resolve(web, '../../../../texts');
const FILE = /^messages_([a-z]{2})\.properties$/;
/** What only the browser says; it must all be used. */
const OWN = 'web.';

export async function writeTexts() {
  const languages = new Map();
  for (const name of (await readdir(folder)).sort()) {
    const language = FILE.exec(name)?.[1];
    if (language) {
      languages.set(language, parseProperties(await readFile(path.join(folder, name), 'utf8')));
    }
  }
  const { used, problems } = examine(languages, await sources(path.join(web, 'src')));
  if (problems.length > 0) {
    throw new Error(`texts:\n  ${problems.join('\n  ')}`);
  }
  const tables = [...languages].map(([language, texts]) => {
    const lines = used.map((key) => `    ${JSON.stringify(key)}: ${JSON.stringify(texts.get(key))},`);
    return `  ${language}: {\n${lines.join('\n')}\n  },`;
  });
  const text = `// Written from texts/*.properties by scripts/texts.mjs. Do not edit.\n\nexport const TEXTS = {\n${tables.join('\n')}\n} as const;\n`;
  await mkdir(path.join(web, 'generated'), { recursive: true });
  await writeFile(path.join(web, 'generated/texts.ts'), text);
}

/**
 * What is wrong with the texts, and which of them the sources name.
 *
 * @param languages for each language its texts by key; English decides which keys there are
 * @param source all sources, in which a key stands in full between single quotes
 */
export function examine(languages, source) {
  const english = languages.get('en') ?? new Map();
  const problems = [];
  for (const [language, texts] of languages) {
    for (const key of new Set([...english.keys(), ...texts.keys()])) {
      const [here, there] = [texts.get(key), english.get(key)];
      if (!here || !there) {
        problems.push(`${key} is missing in ${here ? 'en' : language}`);
      } else if (places(here) !== places(there)) {
        problems.push(`${key} has other places in ${language} than in en`);
      }
    }
  }
  const quoted = new Set([...source.matchAll(/'([a-z]+(?:\.[a-z-]+)+)'/g)].map((match) => match[1]));
  const named = [...source.matchAll(/\b(?:text|worded|nodesOf)\(\s*'([^']+)'/g)].map((match) => match[1]);
  problems.push(...[...new Set(named)].filter((key) => !english.has(key)).map((key) => `${key} is used and not there`));
  problems.push(...[...english.keys()].filter((key) => key.startsWith(OWN) && !quoted.has(key)).map((key) => `${key} is never used`));
  return { used: [...english.keys()].filter((key) => quoted.has(key)), problems };
}

/** The part of the format that the texts need: comments, `key=value`, and characters by their number. */
export function parseProperties(content) {
  const entries = content
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !/^\s*[#!]/.test(line))
    .map((line) => {
      const [, key, value] = /^\s*([^=\s]+)\s*=\s*(.*)$/.exec(line) ?? [];
      if (!key) {
        throw new Error(`texts: not a line of the form key=value: ${line}`);
      }
      return [key, value.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))];
    });
  return new Map(entries);
}

function places(text) {
  return (text.match(/\{\d}/g) ?? []).sort().join();
}

async function sources(directory) {
  const names = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  return (await Promise.all(names.map((name) => readFile(path.join(directory, name), 'utf8')))).join('\n');
}

if (process.argv[1]?.endsWith(path.join('scripts', 'texts.mjs'))) {
  await writeTexts();
}
