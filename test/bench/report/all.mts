import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { QueueResult } from '../../n8n/queue/result.mts';
import { root } from '../../n8n/versions.mts';
import type { BenchResult } from '../results.mts';
import { kept } from '../results.mts';
import type { SoakResult } from '../soak-result.mts';
import { faultsSection } from './faults.mts';
import { performanceDocument, plotFile, plotOf, summary } from './performance.mts';
import { queueSection } from './queue.mts';
import type { YearResult } from '../../n8n/year/year.mts';
import { SOAK_PLOT, soakPlot, soakSection } from './soak.mts';
import { yearSection } from './year.mts';

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
	const queue = kept<QueueResult>('queue');
	if (!queue) throw new Error('There are no figures of queue mode yet: npm run bench:queue');
	const soak = kept<SoakResult>('soak');
	if (!soak) throw new Error('There are no figures of a soak yet: npm run bench:soak');
	return [
		{ file: 'docs/performance.md', text: performanceDocument(bench) },
		...(bench.growth ?? []).map((one) => ({ file: plotFile(one), text: plotOf(one) })),
		filled('README.md', { summary: summary(bench) }),
		{ file: `docs/${SOAK_PLOT}`, text: soakPlot(soak) },
		filled('docs/reliability.md', {
			faults: faultsSection(),
			soak: soakSection(soak),
			queue: queueSection(queue),
			year: yearSection(kept<Omit<YearResult, 'log'>>('year')),
		}),
	];
}
