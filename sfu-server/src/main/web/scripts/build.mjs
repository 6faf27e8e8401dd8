// Bundles the client: hashed, minified files under assets/ and an index.html that names them.
// node scripts/build.mjs --outdir=DIR [--sourcemap]
import { readFile, writeFile, mkdir, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { leftOut } from './left-out.mjs';
import { writeTexts } from './texts.mjs';

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: { outdir: { type: 'string' }, sourcemap: { type: 'boolean', default: false } } });
if (!values.outdir) {
  console.error('build: --outdir=DIR is missing');
  process.exit(78);
}
const outdir = path.resolve(values.outdir);
const limitBytes = 400_000;

await writeTexts();
await rm(outdir, { recursive: true, force: true });
const result = await build({
  absWorkingDir: web,
  entryPoints: { parley: 'src/main.ts', style: 'styles/main.css' },
  outdir: path.join(outdir, 'assets'),
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: ['chrome111', 'firefox115', 'safari16.4'],
  plugins: [leftOut],
  legalComments: 'none',
  sourcemap: values.sourcemap ? 'external' : false,
  metafile: true,
  logLevel: 'warning',
});

const outputs = Object.entries(result.metafile.outputs);
const fileOf = (entryPoint) => {
  const found = outputs.find(([, output]) => output.entryPoint === entryPoint);
  return path.basename(found[0]);
};

const icon = await readFile(path.join(web, 'favicon.svg'));
const iconName = `favicon-${createHash('sha256').update(icon).digest('hex').slice(0, 8).toUpperCase()}.svg`;
await mkdir(path.join(outdir, 'assets'), { recursive: true });
await writeFile(path.join(outdir, 'assets', iconName), icon);

const names = { script: fileOf('src/main.ts'), style: fileOf('styles/main.css'), icon: iconName };
const template = await readFile(path.join(web, 'index.html'), 'utf8');
await writeFile(
  path.join(outdir, 'index.html'),
  template.replace(/%(script|style|icon)%/g, (_, name) => `/assets/${names[name]}`),
);

const bytes = outputs.filter(([name]) => !name.endsWith('.map')).reduce((sum, [, output]) => sum + output.bytes, 0);
console.log(`web client: ${(bytes / 1000).toFixed(0)} kB (limit ${limitBytes / 1000} kB)`);
if (bytes > limitBytes) process.exit(1);
