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
		`Measured with n8n ${n8n} in queue mode on PostgreSQL and Redis, Node ${node}, ${cores} cores for all: one main process, three workers and the [simulated services](sandbox.md). Repeat it with \`npm run bench:queue\`; \`npm test\` has a short form with two workers.`,
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
		'Token requests each',
		'Requests refused',
	];
	return [
		'### Tokens that all workers share',
		`Webhooks started executions of each type for ${newest.seconds / 60} minutes. A token lived ${newest.lifeSeconds} seconds, each new one ended the one before, and a service took ${newest.latencyMs} ms for an answer. Otesse kept refresh tokens in the first half; in the second each renewal replaced them, and the old one worked for 60 seconds more.`,
		table(head, rows),
		`A renewal is one end of a token, seen by all processes together; its token requests are given as least / median / most. Without a lock between processes up to one for each of the ${newest.workers} workers can be expected. A refused request came with a token that had just ended, and was sent again.`,
		[refreshTokens(newest), failures(http), ...putOff(newest, http)].join(' '),
	].join('\n\n');
}

function refreshTokens({ types }: NewestResult): string {
	const told = types.filter(({ refreshTokenGood }) => refreshTokenGood !== undefined);
	const lost = told.filter(({ refreshTokenGood }) => refreshTokenGood === false);
	const names = (of: typeof told) => of.map(({ type }) => `\`${type}\``).join(' and ');
	return lost.length === 0
		? `No refresh token was lost: at the end the stored ones of ${names(told)} were good.`
		: `Refresh tokens were lost: ${names(lost)}.`;
}

function failures({ types, open }: NewestResult): string {
	const all = sum(types.map(({ executions }) => executions));
	const failed = sum(types.map((type) => type.failed));
	const late = open === 0 ? '' : ` ${open} more had not ended after three minutes.`;
	return failed === 0
		? `HTTP Request failed nowhere in this run. It cannot look into the database, though, and sends only twice.${late}`
		: `HTTP Request failed in ${failed} of ${all} executions: it cannot look into the database whether another worker has a new token, and sends only twice. Retry On Fail makes it try again.${late}`;
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
		'### Workers that are killed',
		`For ${seconds / 60} minutes one of the ${chaos.workers} workers was ended with SIGKILL every ${everySeconds} seconds, ${kills} times in all, and started again. Executions wrote records meanwhile: purchase orders in Ottimate with an idempotency key, and orders in OTO, which knows no key. ${chaos.lostAnswers} answers of Ottimate were lost on their way on purpose.`,
		`Of ${executions} executions ${succeeded} succeeded. ${stalled + crashed} were on a worker that was killed, and ended as failed. ${failed} failed for another reason, and ${chaos.open} did not end.`,
		table(
			['Writes', 'Wanted', 'Arrived', 'Requests', 'Doubled'],
			[
				writes('With a key (Ottimate purchase orders)', chaos.keyed),
				writes('Without (OTO orders)', chaos.plain),
			],
		),
		'What did not arrive belongs to executions whose worker was killed: look in the service before you run one again.',
		ends(chaos),
	].join('\n\n');
}

function ends({ stalled, crashed, stalledAfter, lockSeconds, stalledSeconds }: ChaosResult) {
	const early =
		crashed === 0
			? ''
			: ` ${count(crashed, 'was', 'were')} ended earlier, by the killed worker itself: when it is started again with its old folder it finds them in its log (status Crashed).`;
	const late =
		stalled === 0
			? ''
			: ` In this run it took ${spread(stalledAfter)} seconds (least / median / most).`;
	return `Until n8n ends such an execution it shows as running. n8n does so when the job's lock has run out (\`QUEUE_WORKER_LOCK_DURATION\`, ${lockSeconds} s here), a living worker has looked twice (\`QUEUE_WORKER_STALLED_INTERVAL\`, ${stalledSeconds} s), and the main process has waited half a minute more.${late}${early}`;
}

function again(rerun: RerunResult): string {
	const { n8n, status, keyedSent, keyedKeys, keyedWritten, plainSent, plainWritten } = rerun;
	return [
		'### Jobs that are run again',
		`n8n 2 never runs the job of a killed worker a second time: it sets Bull's \`maxStalledCount\` to 0. n8n 1.x does, once, unless \`QUEUE_WORKER_MAX_STALLED_COUNT\` is 0. In n8n ${n8n} a worker was killed after an execution had written one record with a key and one without. Another worker ran the same execution from its start, and it ended as ${status}:`,
		table(
			['Write', 'Requests', 'Different keys', 'Carried out'],
			[
				['With a key (Ottimate purchase order)', `${keyedSent}`, `${keyedKeys}`, `${keyedWritten}`],
				['Without (OTO stock, plus one)', `${plainSent}`, '', `${plainWritten}`],
			],
		),
		'The key is made of instance, workflow, execution, node, run, item and request, so the same execution makes the same key on whichever worker. Nothing can protect a write without a key from that: set `QUEUE_WORKER_MAX_STALLED_COUNT=0` on n8n 1.x.',
	].join('\n\n');
}

function lost(strict: StrictResult): string {
	const { killed: how, after, reconnect, other, tokenRequests, others, othersFailed } = strict;
	const { reconnected, reconnectedFailed } = strict;
	return [
		'### A refresh token that is lost',
		`Where each refresh token works once only, a worker that dies between using one and storing the next loses the connection. (Otesse does not say whether its tokens are like that.) A worker was killed in that moment; its execution ended as ${how}. Of ${after} executions after that ${reconnect} failed with the error that says what to do and has the link, ${other} in any other way; together they made ${count(tokenRequests, 'token request', 'token requests')}. Of ${others} executions with other credentials ${othersFailed} failed. After the new code was pasted ${reconnected - reconnectedFailed} of ${reconnected} executions succeeded.`,
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
