import { table } from '../../markdown.mts';
import { RULES } from '../../n8n/year/rules.mts';
import type { YearResult } from '../../n8n/year/year.mts';

const whole = (value: number) => value.toLocaleString('en');

/** What a trigger cannot tell, each with how often it came about, where that was measured. */
function rules(explained: Record<string, number> | undefined): string {
	const times = ({ name }: { name: string }) =>
		explained ? ` In this run: ${whole(explained[name] ?? 0)}.` : '';
	return RULES.map((rule) => `- ${rule.text}${times(rule)}`).join('\n');
}

function figures(result: Omit<YearResult, 'log'>): string {
	const { account, acts, date, deaf, events, minutes, n8n, seed } = result;
	const done = Object.values(acts).reduce((sum, count) => sum + count, 0);
	const missed = account.unexplained.length;
	return [
		`The run of ${date} had ${whole(done)} acts and ${whole(events)} events in ${whole(minutes)} minutes, with n8n ${n8n} and seed ${seed}. Of ${whole(account.pairs)} pairs of an event and a trigger that should return it, ${whole(account.once)} were returned exactly once, ${whole(missed)} were lost or repeated for a reason that is not listed below, and ${whole(deaf.length)} triggers no longer reacted at the end.`,
		table(
			['Act', 'How often'],
			Object.entries(acts)
				.sort(([a], [b]) => a.localeCompare(b))
				.map(([kind, count]) => [kind, whole(count)]),
		),
	].join('\n\n');
}

/** The result of a year in Markdown, for a section of its own; without one only what is to be expected. */
export function yearSection(result: Omit<YearResult, 'log'> | undefined): string {
	return [
		...(result ? [figures(result)] : []),
		'Every event is returned exactly once, with the following exceptions. Each is checked against the times of the acts.',
		rules(result?.account.explained),
	].join('\n\n');
}
