import { setTimeout as sleep } from 'node:timers/promises';
import type { Credential } from '../client.mts';
import { otesseCode } from '../credentials.mts';
import { errorOf } from '../execution.mts';
import type { N8n } from '../n8n.mts';
import { evenly, fire, fireOne } from './load.mts';
import type { Queue, Row } from './queue.mts';
import { until } from './queue.mts';
import type { StrictResult } from './result.mts';
import { reading, READINGS } from './works.mts';

export interface StrictSettings {
	/** Executions after the kill, of the broken credential and of each other one. */
	executions: number;
	seconds: number;
	patienceSeconds: number;
}

export interface Strict {
	/** The worker that was killed; it stays dead. */
	victim: N8n;
	/** Calls that were made again because n8n was not ready to take them. */
	repeated: number;
	/** Waits until the execution is over whose worker was killed. */
	result(): Promise<StrictResult>;
}

const BROKEN = 'otesseAppApi';
/** What to do, the link for it, and where the new code goes. */
const RECONNECT =
	/^Otesse refused the credential: .*connect again: open http\S+\/oauth\/authorize\?\S+ , allow the app, and paste the "code" .* into "Authorization Code"\.$/;
const LOST_MS = 600_000;

/**
 * Each refresh token is good for one use, and the worker that has just used one is killed before it has the answer: the new one is
 * lost, and only a person can connect again.
 */
export async function strict(queue: Queue, settings: StrictSettings): Promise<Strict> {
	const { rig } = queue;
	const { executions, seconds, patienceSeconds } = settings;
	await rig.reset();
	await rig.configure('otesse', { rotation: 'strict', singleValidToken: true });
	const credentials = new Map<string, Credential>();
	const workflows = new Map<string, string>();
	for (const one of READINGS) {
		if (one.type === 'otesseOAuth2Api') continue;
		const limits = { requestsPerSecond: 5000, requestsPerDay: 0 };
		const credential = await rig.credential(one.type, limits);
		credentials.set(one.type, credential);
		const work = reading(rig, 'our nodes', one, credential, pathOf(one.type));
		workflows.set(one.type, await queue.publish(work));
	}
	const broken = workflows.get(BROKEN) ?? '';
	const credential = credentials.get(BROKEN);
	const others = [...workflows.values()].filter((id) => id !== broken);
	const origin = rig.n8n.origin;
	let repeated = 0;
	const shoot = async (types: string[], each: number, except?: string) => {
		const load = { each, together: 2, ms: seconds * 1000 };
		const fired = await fire(
			origin,
			evenly(types.map(pathOf), load, () => ({ rows: [{ n: 0 }] })),
		);
		repeated += fired.repeated;
		await queue.untilOver(
			types.map((type) => workflows.get(type) ?? ''),
			patienceSeconds * 1000,
			except,
		);
	};
	/** The executions of the broken credential that are not known yet. */
	const known = new Set<string>();
	const fresh = async (): Promise<Row[]> => {
		const rows = (await queue.executions([broken])).filter(({ id }) => !known.has(id));
		for (const { id } of rows) known.add(id);
		return rows;
	};

	await shoot([BROKEN], 2);
	await fresh();
	await rig.expireTokens('otesse');
	await rig.clearLog();
	await rig.sandbox.steer('POST', 'faults', { service: 'otesse', kind: 'token', delayMs: LOST_MS });
	await fireOne(origin, pathOf(BROKEN), { rows: [{ n: 0 }] });
	await until('a refresh token is used', async () => {
		const { tokenRequests } = await rig.traffic('otesse');
		return tokenRequests.length > 0;
	});
	const [execution] = await fresh();
	const victim = execution && queue.workerOf(execution.id);
	if (!execution || !victim) throw new Error('No worker has the execution');
	// The service has answered, as far as it knows.
	await sleep(500);
	await victim.kill();
	await rig.clearLog();

	await shoot([...workflows.keys()], executions, execution.id);
	const after = (await fresh()).filter(({ id }) => id !== execution.id);
	const messages = await Promise.all(
		after.map(async ({ id }) => errorOf(await rig.client.getExecution(id))?.message ?? 'no error'),
	);
	const { tokenRequests } = await rig.traffic('otesse');
	const beside = await queue.executions(others);

	if (credential) {
		const authorizationCode = await otesseCode(rig.sandbox);
		await rig.client.updateCredential(credential.id, { authorizationCode });
	}
	await shoot([BROKEN], executions, execution.id);
	const reconnected = await fresh();
	const failed = (rows: readonly Row[]) => rows.filter(({ status }) => status !== 'success').length;
	return {
		victim,
		repeated,
		result: async () => {
			await queue.untilOver([broken], patienceSeconds * 1000);
			for (const id of workflows.values()) await rig.client.unpublish(id);
			const row = (await queue.executions([broken])).find(({ id }) => id === execution.id);
			const reconnect = messages.filter((message) => RECONNECT.test(message)).length;
			return {
				at: new Date().toISOString(),
				workers: queue.workers.length,
				killed: row?.status ?? 'gone',
				after: after.length,
				reconnect,
				other: after.length - reconnect,
				errors: [...new Set(messages.filter((message) => !RECONNECT.test(message)))],
				tokenRequests: tokenRequests.length,
				others: beside.length,
				othersFailed: failed(beside),
				reconnected: reconnected.length,
				reconnectedFailed: failed(reconnected),
			};
		},
	};
}

function pathOf(type: string): string {
	return `strict-${type}`;
}
