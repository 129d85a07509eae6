import { table } from '../../markdown.mts';
import type {
	ChaosResult,
	NewestResult,
	QueueResult,
	RerunResult,
	Spread,
	StrictResult,
	Writes,
} from '../../n8n/queue/result.mts';

/** What was measured in queue mode, as a part of a Markdown page. Headings begin at level 3. */
export function queueSection(result: QueueResult): string {
	const { n8n, node, cores, newest, http, chaos, rerun, strict } = result;
	return [
		`Measured with n8n ${n8n} in queue mode on PostgreSQL and Redis, Node ${node}, ${cores} cores shared by everything: one main process, three workers and the [simulated services](sandbox.md). Repeat it with \`npm run bench:queue\`; \`npm test\` has a short form with two workers.`,
		...(newest && http ? [tokens(newest, http)] : []),
		...(chaos ? [killed(chaos)] : []),
		...(rerun ? [again(rerun)] : []),
		...(strict ? [lost(strict)] : []),
	].join('\n\n');
}

function tokens(newest: NewestResult, http: NewestResult): string {
	const rows = [newest, http].flatMap(({ sender, types }) =>
		types.map((type) => [
			sender,
			`\`${type.type}\``,
			`${type.executions}`,
			`${type.failed}`,
			`${type.renewals}`,
			spread(type.perRenewal),
			`${type.refused}`,
		]),
	);
	const head = [
		'Through',
		'Credential',
		'Executions',
		'Failed',
		'Renewals',
		'Token requests per renewal',
		'Requests refused',
	];
	return [
		'### Tokens that all workers share',
		`For ${newest.seconds / 60} minutes, webhooks started executions of each type. A token lived ${newest.lifeSeconds} seconds, each new token invalidated the previous one, and the services took ${newest.latencyMs} ms to answer. Otesse kept its refresh tokens in the first half. In the second half, each renewal replaced them, and the old ones worked for another 60 seconds.`,
		table(head, rows),
		`Each time a token ends counts as one renewal, however many processes notice it; the table shows its token requests as least / median / most. As there is no lock between processes, up to one for each of the ${newest.workers} workers is to be expected. Refused requests carried a token that had just ended, and were sent again.`,
		[refreshTokens(newest), failures(http), ...putOff(newest, http)].join(' '),
	].join('\n\n');
}

function refreshTokens({ types }: NewestResult): string {
	const told = types.filter(({ refreshTokenGood }) => refreshTokenGood !== undefined);
	const lost = told.filter(({ refreshTokenGood }) => refreshTokenGood === false);
	const names = (of: typeof told) => of.map(({ type }) => `\`${type}\``).join(' and ');
	return lost.length === 0
		? `No refresh token was lost: at the end, the stored ones of ${names(told)} were valid.`
		: `Refresh tokens were lost: ${names(lost)}.`;
}

function failures({ types, open }: NewestResult): string {
	const all = sum(types.map(({ executions }) => executions));
	const failed = sum(types.map((type) => type.failed));
	const late = open === 0 ? '' : ` ${open} more had not ended after three minutes.`;
	return failed === 0
		? `HTTP Request did not fail in this run. It cannot check the database, though, and sends only twice.${late}`
		: `HTTP Request failed in ${failed} of ${all} executions: it cannot check the database for a new token from another worker, and sends only twice. Retry On Fail makes it try again.${late}`;
}

/** Calls that n8n answered with 503 are no executions, but belong to the whole picture. */
function putOff(...results: readonly NewestResult[]): string[] {
	const repeated = sum(results.map((one) => one.repeated));
	const busy = 'which n8n had answered with 503 on the busy machine';
	return [
		...(repeated === 0
			? []
			: [`${count(repeated, 'webhook call', 'webhook calls')}, ${busy}, had to be made again.`]),
		...(results.some(({ notTaken }) => notTaken.length > 0)
			? [`Some webhook calls, ${busy}, began no execution.`]
			: []),
	];
}

function killed(chaos: ChaosResult): string {
	const { kills, seconds, everySeconds, executions, succeeded, stalled, crashed, failed } = chaos;
	const writes = (name: string, one: Writes) => [
		name,
		`${one.wanted}`,
		`${one.written}`,
		`${one.sent}`,
		`${one.doubled}`,
	];
	return [
		'### Killed workers',
		`For ${seconds / 60} minutes, one of the ${chaos.workers} workers was killed with SIGKILL every ${everySeconds} seconds, ${kills} times in all, and started again. Meanwhile executions wrote records: purchase orders in Ottimate with an idempotency key, and orders in OTO, which has no such key. ${chaos.lostAnswers} of Ottimate's answers were dropped on purpose.`,
		`Of ${executions} executions, ${succeeded} succeeded. ${stalled + crashed} were on a killed worker, and ended as failed. ${failed} failed for another reason, and ${chaos.open} did not end.`,
		table(
			['Writes', 'Intended', 'Arrived', 'Requests', 'Duplicated'],
			[
				writes('With a key (Ottimate purchase orders)', chaos.keyed),
				writes('Without (OTO orders)', chaos.plain),
			],
		),
		'The writes that did not arrive belong to executions whose worker was killed: check in the service before you run one again.',
		ends(chaos),
	].join('\n\n');
}

function ends({ stalled, crashed, stalledAfter, lockSeconds, stalledSeconds }: ChaosResult) {
	const early =
		crashed === 0
			? ''
			: ` ${count(crashed, 'was', 'were')} ended earlier, by the killed worker itself: when it starts again with its old folder, it finds them in its log (status Crashed).`;
	const late =
		stalled === 0
			? ''
			: ` In this run it took ${spread(stalledAfter)} seconds (least / median / most).`;
	return `Such an execution shows as running until n8n ends it. n8n does so when the job's lock has expired (\`QUEUE_WORKER_LOCK_DURATION\`, ${lockSeconds} s here), a running worker has checked twice (\`QUEUE_WORKER_STALLED_INTERVAL\`, ${stalledSeconds} s), and the main process has waited another half minute.${late}${early}`;
}

function again(rerun: RerunResult): string {
	const { n8n, status, keyedSent, keyedKeys, keyedWritten, plainSent, plainWritten } = rerun;
	return [
		'### Jobs that run again',
		`n8n 2 never runs the job of a killed worker a second time: it sets Bull's \`maxStalledCount\` to 0. n8n 1.x does, once, unless \`QUEUE_WORKER_MAX_STALLED_COUNT\` is 0. In n8n ${n8n} a worker was killed after an execution had written one record with a key and one without. Another worker ran the same execution from its start, and it ended as ${status}:`,
		table(
			['Write', 'Requests', 'Different keys', 'Carried out'],
			[
				['With a key (Ottimate purchase order)', `${keyedSent}`, `${keyedKeys}`, `${keyedWritten}`],
				['Without (OTO stock, plus one)', `${plainSent}`, '', `${plainWritten}`],
			],
		),
		'The key is derived from instance, workflow, execution, node, run, item and request, so the same execution gets the same key on any worker. Nothing can protect a write without a key from being repeated: set `QUEUE_WORKER_MAX_STALLED_COUNT=0` on n8n 1.x.',
	].join('\n\n');
}

function lost(strict: StrictResult): string {
	const { killed: how, after, reconnect, other, tokenRequests, others, othersFailed } = strict;
	const { reconnected, reconnectedFailed } = strict;
	return [
		'### A lost refresh token',
		`If each refresh token works only once, a worker that dies between using one and storing the next loses the connection. (Otesse does not say whether its tokens are like that.) A worker was killed at that moment; its execution ended as ${how}. Of the ${after} executions after that, ${reconnect} failed with the error that says what to do and contains the link, and ${other} in any other way; together they made ${count(tokenRequests, 'token request', 'token requests')}. Of ${others} executions with other credentials, ${othersFailed} failed. After the new code was pasted, ${reconnected - reconnectedFailed} of ${reconnected} executions succeeded.`,
	].join('\n\n');
}

function spread({ min, median, max }: Spread): string {
	return `${min} / ${median} / ${max}`;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

function count(number: number, one: string, many: string): string {
	return `${number} ${number === 1 ? one : many}`;
}
