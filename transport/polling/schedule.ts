import type { IHookFunctions, IPollFunctions, TriggerTime } from 'n8n-workflow';
import { toCronExpression } from 'n8n-workflow';

/** How many values a cron field lets through: `*`, `7`, `1,2`, `0-30`, or any of them with a step. */
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

/** What n8n allows a poll where it does not say (n8n before 2.41, and 2.41 without its durable scheduler). */
const BUDGET_MS = 300_000;

/** How long a poll may take, in ms. */
export function pollBudgetMs(context: IPollFunctions): number {
	const { getPollBudgetMs }: { getPollBudgetMs?: () => number } = context;
	const given = getPollBudgetMs?.call(context) ?? BUDGET_MS;
	return given > 0 ? given : BUDGET_MS;
}

/** Whether n8n has activated the trigger because it was started, or because it took over from another main process. */
export function startsUp(context: Pick<IHookFunctions, 'getActivationMode'>): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}
