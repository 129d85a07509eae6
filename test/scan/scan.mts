import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { node, root } from '../n8n/versions.mts';

const execute = promisify(execFile);

/** n8n's scanner with the rules that it pins, and with the newest: the names in package.json beside this file. */
const RULES = ['pinned', 'newest'] as const;

type Leg = 'source' | 'tarball';

export interface Finding {
	rules: (typeof RULES)[number];
	/** Relative to the package. */
	file: string;
	line: number;
	rule: string;
	severity: 'error' | 'warning';
	words: string;
}

interface Report {
	/** The scanner's own verdict, which takes no notice of warnings. */
	passed: boolean;
	message?: string;
	files: string[];
	findings: Array<Omit<Finding, 'rules'>>;
}

/** What n8n's scanner says of a package's sources: package.json, nodes/ and credentials/ of the folder. */
export async function scanSource(folder: string): Promise<Finding[]> {
	return await scan(folder, 'source');
}

/** What n8n's scanner says of a packed package. */
export async function scanTarball(file: string): Promise<Finding[]> {
	return await inFolder('unpacked-', async (folder) => {
		await execute('tar', ['-xzf', path.resolve(file), '-C', folder, '--strip-components=1']);
		return await scan(folder, 'tarball');
	});
}

/** One line for each finding. */
export function told(findings: readonly Finding[]): string {
	return findings
		.map(({ rules, file, line, rule, severity, words }) =>
			[`${file}:${line}`, severity, `${rule} (${rules} rules)`, words].join('  '),
		)
		.join('\n');
}

async function scan(folder: string, leg: Leg): Promise<Finding[]> {
	const installer = execute(node, [path.join(root, 'test', 'scan', 'install.mjs')]);
	installer.child.stderr?.pipe(process.stderr, { end: false });
	const installed = (await installer).stdout.trim();
	const findings = await Promise.all(
		RULES.map(async (rules) => {
			const scanner = path.join(installed, 'node_modules', rules);
			const report = await runLeg(scanner, path.resolve(folder), leg);
			return findingsOf(report).map((finding) => ({ ...finding, rules }));
		}),
	);
	return findings.flat();
}

/** The scanner passes a package in which it finds no files, and says why it fails only in its message. */
function findingsOf({ passed, message, files, findings }: Report): Report['findings'] {
	const whole = { file: '.', line: 0, rule: 'scanner', severity: 'error' } as const;
	if (files.length === 0) return [{ ...whole, words: message ?? 'no files were looked at' }];
	if (!passed && !findings.some(({ severity }) => severity === 'error')) {
		return [...findings, { ...whole, words: message ?? 'the scanner refuses the package' }];
	}
	return findings;
}

async function runLeg(scanner: string, folder: string, leg: Leg): Promise<Report> {
	// The scanner makes a folder for downloads as it is loaded, and leaves it.
	return await inFolder('scanner-', async (scratch) => {
		const script = path.join(root, 'test', 'scan', 'leg.mjs');
		const { stdout } = await execute(node, [script, scanner, folder, leg], {
			// Nothing of jest's: eslint-plugin-n8n-nodes-base takes other files for nodes where NODE_ENV is `test`.
			env: { PATH: process.env.PATH, TMPDIR: scratch },
			maxBuffer: 64 * 1024 * 1024,
		});
		return JSON.parse(stdout) as Report;
	});
}

async function inFolder<T>(prefix: string, work: (folder: string) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(path.join(os.tmpdir(), prefix));
	try {
		return await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
