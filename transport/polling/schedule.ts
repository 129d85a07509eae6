import type { TriggerTime } from 'n8n-workflow';
import { toCronExpression } from 'n8n-workflow';

/** How many values a cron field matches: `*`, `7`, `1,2`, `0-30`, or any of them with a step. */
function matches(field: string, size: number): number {
	const values = new Set<number>();
	for (const part of field.split(',')) {
		const [range = '*', step = '1'] = part.split('/');
		const [first = '0', last] = range === '*' ? ['0', String(size - 1)] : range.split('-');
		const end = last ?? (part.includes('/') ? String(size - 1) : first);
		const by = Math.max(1, Number(step) || 1);
		for (let value = Number(first) || 0; value <= Number(end); value += by) values.add(value);
	}
	return Math.min(size, values.size);
}

/** How often a trigger with these poll times polls on the busiest day. */
export function pollsPerDay(times: readonly TriggerTime[]): number {
	return times.reduce((sum, time) => {
		const fields = toCronExpression(time).split(/\s+/);
		const [second = '0', minute = '*', hour = '*'] =
			fields.length === 5 ? ['0', ...fields] : fields;
		return sum + matches(second, 60) * matches(minute, 60) * matches(hour, 24);
	}, 0);
}
