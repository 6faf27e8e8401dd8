// Bundles test/*.test.ts and hands them to node's own test runner.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeTexts } from './texts.mjs';

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
await writeTexts();
const tests = (await readdir(path.join(web, 'test'))).filter((name) => name.endsWith('.test.ts')).sort();
const outdir = await mkdtemp(path.join(os.tmpdir(), 'parley-web-test-'));
try {
  await build({
    absWorkingDir: web,
    entryPoints: tests.map((name) => `test/${name}`),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const files = tests.map((name) => path.join(outdir, name.replace(/\.ts$/, '.mjs')));
  const run = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...files], {
    stdio: 'inherit',
    env: { ...process.env, LC_ALL: 'en_US.UTF-8' }, // what is said is compared in English
  });
  process.exitCode = run.status ?? 1;
} finally {
  await rm(outdir, { recursive: true, force: true });
}
