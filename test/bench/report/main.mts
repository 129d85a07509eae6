import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../n8n/versions.mts';
import { reports } from './all.mts';

for (const { file, text } of reports()) {
	const target = path.join(root, file);
	mkdirSync(path.dirname(target), { recursive: true });
	writeFileSync(target, text);
	process.stdout.write(`${file}\n`);
}
