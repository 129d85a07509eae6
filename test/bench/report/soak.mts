import type { SoakResult, Window } from '../soak-result.mts';

const whole = (value: number) => Math.round(value).toLocaleString('en');
const tenth = (value: number) => value.toFixed(1);
const percent = (share: number) => `${share >= 0 ? '+' : '−'}${tenth(Math.abs(share) * 100)} %`;

function row(...cells: Array<string | number>): string {
	return `| ${cells.join(' | ')} |`;
}

function minutesOf({ fromMinute, toMinute, samples }: Window): string {
	return `minutes ${whole(fromMinute)} to ${whole(toMinute)} (${samples} samples)`;
}

/** The result of a soak in Markdown, for a section of its own. */
export function soakSection(result: SoakResult): string {
	const { done, memory, secrets, surprises } = result;
	const { first, last, growth, most } = memory;
	const found = secrets.places.reduce((sum, place) => sum + place.found, 0);
	return [
		`One n8n ${result.n8n} (Node ${result.node}, ${result.processors} processors) did mixed work for ${whole(result.minutes)} minutes against the sandbox, with tokens of eight seconds: all eight credential types in Provider Request and HTTP Request, the five service nodes with lists of up to 1,500 rows, files and bulk calls, all five triggers, list searches, credential tests, tools over MCP, expired and revoked tokens, broken answers, failing executions, mistyped and changed secrets. Measured on ${result.date}.`,
		'',
		row('What was done', 'How often'),
		row('---', '---:'),
		row('Workflows run', whole(done.executions)),
		row('… that failed as they should', whole(done.failures)),
		row('Webhooks taken', whole(done.deliveries)),
		row('Changes in polled lists', whole(done.changes)),
		row('All tokens of a service expired or revoked', whole(done.endedTokens)),
		row('Secrets changed', whole(done.changedSecrets)),
		row('Credential tests', whole(done.credentialTests)),
		row('List searches', whole(done.searches)),
		row('Tool calls', whole(done.toolCalls)),
		row('Ended otherwise than it should', whole(surprises.count)),
		'',
		`Memory of n8n's process while nothing ran, medians. The heap is what JavaScript still refers to after a forced collection. Allowed is a growth of ${whole(most * 100)} %.`,
		'',
		row('', minutesOf(first), minutesOf(last), 'Growth'),
		row('---', '---:', '---:', '---:'),
		row(
			'Heap',
			`${tenth(first.heapMegabytes)} MB`,
			`${tenth(last.heapMegabytes)} MB`,
			percent(growth.heap),
		),
		row(
			'Resident memory',
			`${tenth(first.rssMegabytes)} MB`,
			`${tenth(last.rssMegabytes)} MB`,
			percent(growth.rss),
		),
		'',
		`Afterwards ${whole(secrets.count)} secrets (API keys, passwords, client secrets, tokens, secrets of webhooks) were looked for, each raw, in JSON, in URLs and in base64.`,
		'',
		row('Place', 'Looked through', 'Size', 'Found'),
		row('---', '---:', '---:', '---:'),
		...secrets.places.map(({ name, count, megabytes, found: here }) =>
			row(name, whole(count), `${tenth(megabytes)} MB`, whole(here)),
		),
		'',
		found === 0 ? 'No secret stood where it should not.' : `Found: ${secrets.findings.join('; ')}.`,
		'',
	].join('\n');
}
