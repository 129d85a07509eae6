import { spawn } from 'node:child_process';

import type { ExpandedFile } from './expanded.mts';

/** ESLint reads its configuration as a module, which jest's own loader cannot. */
const SCRIPT = `
	import { ESLint } from 'eslint';
	import { text } from 'node:stream/consumers';
	const eslint = new ESLint({ cwd: process.cwd() });
	const found = [];
	for (const file of JSON.parse(await text(process.stdin))) {
		const results = await eslint.lintText(file.text, { filePath: file.path, warnIgnored: true });
		for (const { messages } of results) {
			for (const { ruleId, message, line } of messages) {
				const code = file.text.split('\\n')[line - 1] ?? '';
				found.push(file.path + ': ' + ruleId + ': ' + message + ' | ' + code);
			}
		}
	}
	process.stdout.write(JSON.stringify(found));
`;

/** What the package's own ESLint configuration says about these files: errors and warnings alike, a line each. */
export async function lint(files: readonly ExpandedFile[]): Promise<string[]> {
	// In a test run by its own measure the n8n-nodes-base plugin takes every file for a node called Test.
	const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT], {
		cwd: process.cwd(),
		env: { ...process.env, NODE_ENV: 'production' },
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const output = { out: '', err: '' };
	child.stdout.setEncoding('utf8').on('data', (text: string) => (output.out += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (output.err += text));
	child.stdin.end(JSON.stringify(files));
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject).on('close', resolve);
	});
	if (code !== 0) throw new Error(`ESLint ended with ${code}: ${output.err}`);
	const found: unknown = JSON.parse(output.out);
	return Array.isArray(found) ? found.map(String) : [];
}
