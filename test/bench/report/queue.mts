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
	const { newest, http, chaos, rerun, strict } = result;
	const workers = newest?.workers ?? chaos?.workers ?? strict?.workers;
	const parts = [
		`A real n8n ${result.n8n} in queue mode: PostgreSQL, Redis, one main process${workers === undefined ? '' : ` and ${workers} workers`}, against the [simulated services](sandbox.md) on the same machine. Repeat it with \`npm run bench:queue\`.`,
		...(newest || http ? [tokens(newest, http)] : []),
		...(chaos ? [killed(chaos)] : []),
		...(rerun ? [again(rerun)] : []),
		...(strict ? [lost(strict)] : []),
	];
	return `${parts.join('\n\n')}\n`;
}

function tokens(newest: NewestResult | undefined, http: NewestResult | undefined): string {
	const either = newest ?? http;
	const settings = either
		? `Webhooks started executions of each type over ${either.seconds / 60} minutes. A token lived ${either.lifeSeconds} seconds, each new one ended the one before, and services took ${either.latencyMs} ms for an answer. Otesse kept refresh tokens in the first half and replaced them in the second, with 60 seconds of grace.`
		: '';
	const rows = [newest, http].flatMap((result) =>
		(result?.types ?? []).map((type) => [
			result?.sender === 'our nodes' ? 'our nodes' : 'HTTP Request',
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
		'Requests refused and repeated',
	];
	return [
		'### Tokens that all workers share',
		settings,
		table(head, rows),
		'A renewal is one end of a token, seen by all processes together; its token requests are given as least, usual, most. The ideal is one, without a lock between the processes up to one for each worker can be expected.',
		...(newest ? [refreshTokens(newest)] : []),
		...(http ? [failures(http)] : []),
	]
		.filter((text) => text !== '')
		.join('\n\n');
}

function refreshTokens({ types }: NewestResult): string {
	const told = types.filter(({ refreshTokenGood }) => refreshTokenGood !== undefined);
	const lost = told.filter(({ refreshTokenGood }) => refreshTokenGood === false);
	return lost.length === 0
		? `No refresh token was lost: at the end the stored ones of ${list(told.map(({ type }) => `\`${type}\``))} were good.`
		: `Refresh tokens were lost: ${list(lost.map(({ type }) => `\`${type}\``))}.`;
}

function failures({ types }: NewestResult): string {
	const all = types.reduce((sum, { executions }) => sum + executions, 0);
	const failed = types.reduce((sum, type) => sum + type.failed, 0);
	return failed === 0
		? 'HTTP Request failed nowhere in this run. It cannot look into the database, though, and sends only twice.'
		: `HTTP Request failed in ${failed} of ${all} executions: it cannot look into the database whether another worker has a new token, and sends only twice. With the node's Retry On Fail it would have tried again.`;
}

function killed(chaos: ChaosResult): string {
	const { kills, seconds, everySeconds, executions, succeeded, stalled, crashed, failed, open } =
		chaos;
	const writes = (name: string, one: Writes) => [
		name,
		`${one.wanted}`,
		`${one.written}`,
		`${one.sent}`,
		`${one.doubled}`,
	];
	return [
		'### Workers that are killed',
		`${kills} times in ${seconds / 60} minutes, every ${everySeconds} seconds, one of ${chaos.workers} workers was ended with SIGKILL and started again. Executions wrote records meanwhile: purchase orders in Ottimate with an idempotency key, and orders in OTO, which knows no key. ${chaos.lostAnswers} answers of Ottimate were lost on their way on purpose.`,
		`Of ${executions} executions ${succeeded} succeeded, ${stalled + crashed} were on a killed worker and ended as failed, ${failed} failed for another reason, ${open} did not end.`,
		`n8n ended the killed ones ${spread(chaos.stalledAfter)} seconds after their start (least, usual, most). It does so when a job's lock has run out (\`QUEUE_WORKER_LOCK_DURATION\`, ${chaos.lockSeconds} s here), a living worker has looked twice (\`QUEUE_WORKER_STALLED_INTERVAL\`, ${chaos.stalledSeconds} s), and the main process has waited half a minute more. Until then they show as running.`,
		table(
			['Writes', 'Wanted', 'Arrived', 'Requests', 'Doubled'],
			[
				writes('Keyed (Ottimate purchase orders)', chaos.keyed),
				writes('Plain (OTO orders)', chaos.plain),
			],
		),
		'What is missing belongs to killed executions: look in the service before you run one again.',
	].join('\n\n');
}

function again(rerun: RerunResult): string {
	const { n8n, status, keyedSent, keyedKeys, keyedWritten, plainSent, plainWritten } = rerun;
	return [
		'### Jobs that are run again',
		`n8n 2 never runs the job of a killed worker a second time: it sets Bull's \`maxStalledCount\` to 0. n8n 1.x does, once, unless \`QUEUE_WORKER_MAX_STALLED_COUNT\` is 0. In n8n ${n8n} a worker was killed after an execution had written one record with a key and one without. The other worker ran the same execution from its start, and it ended as ${status}:`,
		table(
			['Write', 'Requests', 'Different keys', 'Carried out'],
			[
				['Keyed (Ottimate purchase order)', `${keyedSent}`, `${keyedKeys}`, `${keyedWritten}`],
				['Plain (OTO stock, plus one)', `${plainSent}`, '', `${plainWritten}`],
			],
		),
		'The key is made of instance, workflow, execution, node, run, item and request, so the same execution makes the same key on whichever worker. Nothing can protect a plain write from that: set `QUEUE_WORKER_MAX_STALLED_COUNT=0` on n8n 1.x.',
	].join('\n\n');
}

function lost(strict: StrictResult): string {
	const { killed: how, after, reconnect, other, tokenRequests, others, othersFailed } = strict;
	const { reconnected, reconnectedFailed } = strict;
	return [
		'### A refresh token that is lost',
		`Where each refresh token works once and at once no more (Otesse does not say), a worker that dies between using one and storing the next loses the connection. A worker was killed in that moment. Its execution ended as ${how === 'error' ? 'failed' : how}. Of ${after} executions after that ${reconnect} failed with the error that says what to do and has the link, ${other} in any other way; they made ${tokenRequests} token requests in all. Of ${others} executions with other credentials ${othersFailed} failed. After the new code was pasted ${reconnected - reconnectedFailed} of ${reconnected} executions succeeded.`,
	].join('\n\n');
}

function spread({ min, median, max }: Spread): string {
	return `${min} / ${median} / ${max}`;
}

function list(texts: readonly string[]): string {
	return texts.length > 1 ? `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}` : texts.join('');
}

function table(head: readonly string[], rows: readonly string[][]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
