import { setTimeout as sleep } from 'node:timers/promises';
import type { LogEntry, ServiceId } from '../../sandbox/core/types.mts';
import type { Credential } from '../client.mts';
import type { CredentialTypeName } from '../credentials.mts';
import { SERVICE_OF } from '../credentials.mts';
import { errorOf } from '../execution.mts';
import { evenly, fire } from './load.mts';
import type { Queue, Row } from './queue.mts';
import type { NewestResult, TypeResult } from './result.mts';
import { spreadOf } from './result.mts';
import type { Reading, Sender } from './works.mts';
import { reading, READINGS } from './works.mts';

export interface NewestSettings {
	sender: Sender;
	seconds: number;
	/** Of an access token. */
	lifeSeconds: number;
	/** Of each credential type. */
	executions: number;
	/** Executions of a type that start at the same moment. */
	together: number;
	/** Requests of an execution; our nodes make one more. */
	rows: number;
	latencyMs: number;
	/** How long executions may go on afterwards. */
	patienceSeconds: number;
	say?: (text: string) => void;
}

interface Work {
	reading: Reading;
	credential: Credential;
	workflow: string;
	path: string;
}

let parts = 0;

/** Executions of all token types on all workers while the services keep only the newest token. */
export async function newest(queue: Queue, settings: NewestSettings): Promise<NewestResult> {
	const { sender, seconds, lifeSeconds, latencyMs, say } = settings;
	const { rig } = queue;
	const works = await prepare(queue, settings);
	const ids = works.map(({ workflow }) => workflow);
	await rig.clearLog();
	const shots = evenly(
		works.map(({ path }) => path),
		{ each: settings.executions, together: settings.together, ms: seconds * 1000 },
		() => ({ rows: Array.from({ length: settings.rows }, (_, n) => ({ n })) }),
	);
	// Refresh tokens are kept at first, then replaced, with a minute in which the old one works.
	const rotation = sleep((seconds * 1000) / 2).then(
		async () => await rig.configure('otesse', { rotation: 'grace' }),
	);
	const ticker = setInterval(() => {
		void queue.executions(ids).then((rows) => say?.(`${rows.length} executions`));
	}, 60_000);
	try {
		const { refused } = await fire(rig.n8n.origin, shots);
		await rotation;
		for (const reason of new Set(refused)) say?.(`n8n did not take a call: ${reason}`);
		const open = await queue.untilOver(ids, settings.patienceSeconds * 1000);
		const types = await Promise.all(
			works.map(async (work) => await resultOf(queue, work, lifeSeconds * 1000)),
		);
		const at = new Date().toISOString();
		const workers = queue.workers.length;
		const notTaken = refused.length;
		return { at, sender, seconds, lifeSeconds, latencyMs, workers, notTaken, open, types };
	} finally {
		clearInterval(ticker);
		for (const id of ids) await rig.client.unpublish(id);
	}
}

async function prepare(queue: Queue, settings: NewestSettings): Promise<Work[]> {
	const { rig } = queue;
	parts += 1;
	await rig.reset();
	for (const service of new Set(Object.values(SERVICE_OF))) {
		await rig.configure(service, {
			singleValidToken: true,
			tokenLifetimeSeconds: settings.lifeSeconds,
			latencyMs: settings.latencyMs,
		});
	}
	await newSecrets(queue);
	const works: Work[] = [];
	for (const one of READINGS) {
		const credential = await rig.credential(one.type, {
			...(await secretOf(queue, one)),
			requestsPerSecond: 5000,
			requestsPerDay: 0,
		});
		if (one.type === 'otesseOAuth2Api') await rig.connectOAuth2(credential);
		const path = `reading-${parts}-${one.type}`;
		const { id } = await rig.client.createWorkflow(
			reading(rig, settings.sender, one, credential, path),
		);
		await rig.client.publish(id);
		works.push({ reading: one, credential, workflow: id, path });
	}
	return works;
}

/** Secrets that no process has a token for. Those of Otesse belong to the grant anyway. */
async function newSecrets({ rig }: Queue): Promise<void> {
	for (const { type, secret } of READINGS) {
		const service = SERVICE_OF[type];
		if (secret === undefined || service === 'otesse') continue;
		await rig.sandbox.steer('POST', 'secrets', { service, [secret]: `secret-of-part-${parts}` });
	}
}

async function secretOf(
	{ rig }: Queue,
	{ type, secret }: Reading,
): Promise<Record<string, string>> {
	if (secret === undefined) return {};
	const secrets = await rig.sandbox.steer('GET', `secrets?service=${SERVICE_OF[type]}`);
	const value: unknown = Reflect.get(Object(secrets), secret);
	return typeof value === 'string' ? { [secret]: value } : {};
}

async function resultOf(queue: Queue, work: Work, lifeMs: number): Promise<TypeResult> {
	const { type, path } = work.reading;
	const rows = await queue.executions([work.workflow]);
	const failed = rows.filter(({ status }) => status !== 'success');
	const { calls, tokenRequests } = await queue.rig.traffic(SERVICE_OF[type]);
	const tokens = tokenRequests.filter((entry) => isOf(type, entry));
	const renewals = renewalsIn(tokens, lifeMs);
	return {
		type,
		executions: rows.length,
		failed: failed.length,
		errors: await wordsOf(queue, failed),
		refused: calls.filter((call) => call.path === path && call.status === 401).length,
		tokenRequests: tokens.length,
		tokenRefusals: tokens.filter(({ status }) => status >= 400).length,
		renewals: renewals.length,
		perRenewal: spreadOf(renewals),
		...(SERVICE_OF[type] === 'otesse'
			? { refreshTokenGood: await refreshTokenGood(queue, work) }
			: {}),
	};
}

/** Otesse has two types: n8n's own OAuth2 sends forms, ours JSON as documented. */
function isOf(type: CredentialTypeName, { headers }: LogEntry): boolean {
	if (SERVICE_OF[type] !== 'otesse') return true;
	const isForm = headers['content-type']?.includes('form') ?? false;
	return isForm === (type === 'otesseOAuth2Api');
}

/** How many token requests belong together: those that come within half a life of the first. */
function renewalsIn(tokens: readonly LogEntry[], lifeMs: number): number[] {
	const counts: number[] = [];
	let first = -Infinity;
	for (const { at } of tokens) {
		if (at - first > lifeMs / 2) {
			first = at;
			counts.push(0);
		}
		counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
	}
	return counts;
}

/** What failed executions say, each text once; a few of them stand for all. */
export async function wordsOf({ rig }: Queue, failed: readonly Row[]): Promise<string[]> {
	const words = new Set<string>();
	for (const { id } of failed.slice(0, 20)) {
		const execution = await rig.client.getExecution(id);
		words.add(errorOf(execution)?.message ?? execution.status);
	}
	return [...words];
}

async function refreshTokenGood(queue: Queue, { credential }: Work): Promise<boolean> {
	const data = await queue.storedCredential(credential.id);
	const oauth: unknown = data.oauthTokenData;
	const stored = data.sessionRefreshToken ?? Reflect.get(Object(oauth), 'refresh_token');
	const service: ServiceId = 'otesse';
	const answer = await queue.rig.sandbox.steer('GET', `tokens?service=${service}`);
	const { tokens } = answer as { tokens: Array<{ value: string; kind: string; state: string }> };
	return tokens.some(
		({ value, kind, state }) => value === stored && kind === 'refresh' && state === 'valid',
	);
}
