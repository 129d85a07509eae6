import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../n8n/versions.mts';
import type { BenchResult } from '../results.mts';
import { kept } from '../results.mts';
import { faultsSection } from './faults.mts';
import { performanceDocument, plotFile, plotOf, summary } from './performance.mts';

/** A file of the documentation that is made from figures, or holds some. */
export interface Report {
	/** From the project's root. */
	file: string;
	text: string;
}

/** Puts a text between `<!-- measured:name -->` and `<!-- /measured -->` of a document. */
export function filled(file: string, sections: Readonly<Record<string, string>>): Report {
	let text = readFileSync(path.join(root, file), 'utf8');
	for (const [name, section] of Object.entries(sections)) {
		const start = `<!-- measured:${name} -->`;
		const from = text.indexOf(start);
		const to = text.indexOf('<!-- /measured -->', from);
		if (from < 0 || to < 0) throw new Error(`${file} has no place for "${name}"`);
		text = `${text.slice(0, from + start.length)}\n\n${section}\n\n${text.slice(to)}`;
	}
	return { file, text };
}

/** Every document that is made from the figures in test/bench/results. */
export function reports(): Report[] {
	const bench = kept<BenchResult>('bench');
	if (!bench) throw new Error('There are no figures yet: npm run bench');
	return [
		{ file: 'docs/performance.md', text: performanceDocument(bench) },
		...(bench.growth ?? []).map((one) => ({ file: plotFile(one), text: plotOf(one) })),
		filled('README.md', { summary: summary(bench) }),
		filled('docs/reliability.md', { faults: faultsSection() }),
	];
}
