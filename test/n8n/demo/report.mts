import type { LogEntry } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { SERVICE_OF } from '../credentials.mts';
import type { Example } from '../demo-examples.mts';
import type { Execution } from '../execution.mts';
import { errorOf, itemsOf } from '../execution.mts';

/** What an example did, by n8n's executions and the sandbox's log. */
export interface Result {
	service: string;
	endpoint: string;
	runs: number;
	/** Answered requests of each run; the refused one of an expired token is none. */
	pages: number[];
	items: number[];
	summaries: number[];
	/** Of all runs together. */
	tokenRequests: number;
	/** First error of a run, if any. */
	error: string | undefined;
}

export async function resultOf(
	sandbox: Sandbox,
	{ credentialType, endpoint, request, workflow }: Example,
	executions: readonly Execution[],
): Promise<Result> {
	const service = SERVICE_OF[credentialType];
	const log = await sandbox.steer('GET', `log?service=${service}`);
	const { entries } = log as { entries: LogEntry[] };
	const summary = workflow.nodes.at(-1)?.name ?? '';
	const failed = executions.find(({ status }) => status !== 'success');
	return {
		service,
		endpoint,
		runs: executions.length,
		pages: executions.map((run) => during(run, entries, 'call')),
		items: executions.map((run) => itemsOf(run, request.name).length),
		summaries: executions.map((run) => itemsOf(run, summary).length),
		tokenRequests: executions.reduce((sum, run) => sum + during(run, entries, 'token'), 0),
		error: failed && (errorOf(failed)?.message ?? failed.status),
	};
}

function during(run: Execution, entries: readonly LogEntry[], kind: LogEntry['kind']): number {
	const from = Date.parse(run.startedAt);
	const to = run.stoppedAt === undefined ? Date.now() : Date.parse(run.stoppedAt);
	return entries.filter(
		(entry) => entry.kind === kind && entry.status < 400 && entry.at >= from && entry.at <= to,
	).length;
}

/** Every run succeeded, sent something and gave items and a summary. */
export function isGood({ error, runs, pages, items, summaries }: Result): boolean {
	const counts = [...pages, ...items, ...summaries];
	return error === undefined && runs > 0 && counts.every((count) => count > 0);
}

const HEADINGS = ['service', 'endpoint', 'runs', 'pages', 'items', 'token requests', 'result'];

/** The results as a table for a terminal; pages and items of each run, where they differ. */
export function table(results: readonly Result[]): string {
	const rows = results.map((result) => [
		result.service,
		result.endpoint,
		String(result.runs),
		perRun(result.pages),
		perRun(result.items),
		String(result.tokenRequests),
		isGood(result) ? 'ok' : (result.error ?? 'no items'),
	]);
	const all = [HEADINGS, ...rows];
	const widths = HEADINGS.map((_, column) =>
		Math.max(...all.map((row) => row[column]?.length ?? 0)),
	);
	const line = (row: readonly string[]) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd();
	const rule = widths.map((width) => '-'.repeat(width)).join('  ');
	return [line(HEADINGS), rule, ...rows.map(line)].join('\n');
}

function perRun(counts: readonly number[]): string {
	return [...new Set(counts)].join(' / ');
}
