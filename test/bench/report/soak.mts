import { table } from '../../markdown.mts';
import type { SoakResult, Window } from '../soak-result.mts';
import { linePlot } from './plot.mts';

/** The curve of memory, beside the document. */
export const SOAK_PLOT = 'plots/soak.svg';

const whole = (value: number) => Math.round(value).toLocaleString('en');
const tenth = (value: number) => value.toFixed(1);
const percent = (share: number) => `${share >= 0 ? '+' : '−'}${tenth(Math.abs(share) * 100)} %`;

function work({ done, surprises }: SoakResult): string {
	const counts: Array<[string, number]> = [
		['Rounds through everything', done.rounds],
		['Workflows run, not counting those of triggers', done.executions],
		['… of which failed as intended', done.failures],
		['Webhooks received', done.deliveries],
		['Changes in polled lists', done.changes],
		['All tokens of a service expired or revoked', done.endedTokens],
		['Secrets changed', done.changedSecrets],
		['Credential tests', done.credentialTests],
		['List searches', done.searches],
		['Tool calls', done.toolCalls],
		['Unexpected results', surprises.count],
	];
	return table(
		['What was done', 'How often'],
		counts.map(([name, count]) => [name, whole(count)]),
	);
}

function minutesOf({ fromMinute, toMinute, samples }: Window): string {
	return `Minutes ${whole(fromMinute)} to ${whole(toMinute)} (${samples} samples)`;
}

function memory({ memory: { first, last, growth, most } }: SoakResult): string {
	const row = (name: string, before: number, after: number, share: number) => [
		name,
		`${tenth(before)} MB`,
		`${tenth(after)} MB`,
		percent(share),
		share <= most ? 'yes' : '**no**',
	];
	return table(
		['Median', minutesOf(first), minutesOf(last), 'Growth', 'Flat'],
		[
			row('Heap', first.heapMegabytes, last.heapMegabytes, growth.heap),
			row('Resident', first.rssMegabytes, last.rssMegabytes, growth.rss),
			row('Peak of resident', first.peakMegabytes, last.peakMegabytes, growth.peak),
		],
	);
}

function secrets({ secrets: { places } }: SoakResult): string {
	return table(
		['Place', 'Entries searched', 'Size', 'Found'],
		places.map(({ name, count, megabytes, found }) => [
			name,
			whole(count),
			`${tenth(megabytes)} MB`,
			whole(found),
		]),
	);
}

/** The result of a soak in Markdown, for a section of its own. */
export function soakSection(result: SoakResult): string {
	const { findings, count } = result.secrets;
	return [
		`On ${result.date}, one n8n ${result.n8n} (Node.js ${result.node}, ${result.processors} cores) did mixed work for ${whole(result.minutes)} minutes against the sandbox, with tokens that live for eight seconds and polls every five seconds.`,
		work(result),
		`The memory of n8n’s process was measured while no workflow ran. Heap is what JavaScript still refers to after a forced collection. Resident is what the process occupies at that point, and its peak is the most that it occupied since the previous sample. The first sixth of the time is for warming up; after that, the first third is compared with the last. Growth of at most ${whole(result.memory.most * 100)} % counts as flat.`,
		memory(result),
		`![Memory over time](${SOAK_PLOT})`,
		`Afterwards, ${whole(count)} secrets (API keys, passwords, client secrets, tokens, webhook secrets) were searched for, each of them raw and as encoded in JSON, in URLs and in base64.`,
		secrets(result),
		findings.length === 0
			? 'No secret turned up where it should not be.'
			: `Found: ${findings.join('; ')}.`,
	].join('\n\n');
}

export function soakPlot({ memory: { samples } }: SoakResult): string {
	return linePlot({
		title: 'Memory of n8n during mixed work',
		xLabel: 'Minutes',
		yLabel: 'MB',
		series: [
			{ name: 'Heap', points: samples.map((one) => [one.minute, one.heapMegabytes]) },
			{ name: 'Resident', points: samples.map((one) => [one.minute, one.rssMegabytes]) },
			{ name: 'Peak of resident', points: samples.map((one) => [one.minute, one.peakMegabytes]) },
		],
	});
}
