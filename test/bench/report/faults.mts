import { table } from '../../markdown.mts';
import type { Row } from '../../integration/support/fault-rows.mts';
import { always, once } from '../../integration/support/fault-rows.mts';

/** `2x done` in words; the message of an error stands in docs/errors.md. */
function cell(outcome: string): string {
	const [, times = '', end = ''] = /^(\d+)x (.*)$/.exec(outcome) ?? [];
	const calls = `${times} ${times === '1' ? 'call' : 'calls'}`;
	if (end === 'done') return `${calls}, done`;
	return end.endsWith('?') ? `${calls}, fails in doubt` : `${calls}, fails`;
}

const rows = (faults: readonly Row[], when: string) =>
	faults.map(([fault, , { read, keyed, unkeyed }]) => [
		`${fault}, ${when}`,
		...[read, keyed, unkeyed].map(cell),
	]);

/** The matrix of faults as its test demands it: how often the service was called, and how it ended. */
export function faultsSection(): string {
	return table(
		['Fault', 'Read', 'Keyed write', 'Plain write'],
		[...rows(once, 'once'), ...rows(always, 'always')],
	);
}
