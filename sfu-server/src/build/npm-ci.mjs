// Installs the browser client's packages when package-lock.json differs from what is installed.
// node npm-ci.mjs, in the folder of package.json
import { readFile, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';

const mark = 'node_modules/.installed-from';
const wanted = createHash('sha256').update(await readFile('package-lock.json')).digest('hex');
const installed = await readFile(mark, 'utf8').catch(() => '');
if (installed !== wanted) {
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit' });
  if (npm.status !== 0) {
    process.exit(npm.status ?? 1);
  }
  await writeFile(mark, wanted);
}
