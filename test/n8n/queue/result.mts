import type { CredentialTypeName } from '../credentials.mts';

/** Smallest, middle and largest value. */
export interface Spread {
	min: number;
	median: number;
	max: number;
}

/** How one credential type fared. */
export interface TypeResult {
	type: CredentialTypeName;
	executions: number;
	failed: number;
	/** What failed executions said, each text once. */
	errors: string[];
	/** Requests that carried a token which had ended meanwhile. */
	refused: number;
	tokenRequests: number;
	/** Token requests that the service refused. */
	tokenRefusals: number;
	/** How often all processes needed a new token: once at first, then whenever one ran out. */
	renewals: number;
	/** Token requests for each of them. */
	perRenewal: Spread;
	/** Otesse: the stored refresh token is good at the end. */
	refreshTokenGood?: boolean;
}

/** Executions while tokens run out all the time, and each new token ends the one before. */
export interface NewestResult {
	at: string;
	sender: 'our nodes' | 'HTTP Request';
	seconds: number;
	lifeSeconds: number;
	latencyMs: number;
	workers: number;
	/** Calls that n8n did not take. */
	notTaken: number;
	/** Executions that were not over in time. */
	open: number;
	types: TypeResult[];
}

/** What came of records that executions wrote while workers were killed. */
export interface Writes {
	/** Records that executions were to write. */
	wanted: number;
	/** Records that reached the service. */
	written: number;
	/** Requests for them. */
	sent: number;
	/** Records that were there twice or oftener. */
	doubled: number;
	/** Records whose requests carried different keys; keyed writes only. */
	otherKeys?: number;
}

export interface ChaosResult {
	at: string;
	seconds: number;
	everySeconds: number;
	workers: number;
	/** n8n's settings that say when a job counts as stalled. */
	lockSeconds: number;
	stalledSeconds: number;
	kills: number;
	executions: number;
	notTaken: number;
	open: number;
	succeeded: number;
	/** Ended by n8n because their worker was gone. */
	stalled: number;
	/** Failed for any other reason. */
	failed: number;
	errors: string[];
	/** From the start of a stalled execution to its end as failed, in seconds. */
	stalledAfter: Spread;
	/** Answers that were lost on the way after the service had carried out the write. */
	lostAnswers: number;
	keyed: Writes;
	plain: Writes;
}

/** A job that is run a second time because its worker was killed. */
export interface RerunResult {
	at: string;
	n8n: string;
	/** Whether n8n itself ran the job again, or the test put it back into the queue. */
	by: 'n8n' | 'the test';
	status: string;
	keyedSent: number;
	keyedKeys: number;
	keyedWritten: number;
	plainSent: number;
	plainWritten: number;
}

/** A worker is killed between the use of a refresh token and the answer, where each is good for one use only. */
export interface StrictResult {
	at: string;
	workers: number;
	/** How the execution ended whose worker was killed. */
	killed: string;
	/** Executions with the same credential after that. */
	after: number;
	/** Of them: failed with the error that says how to connect again. */
	reconnect: number;
	/** Of them: anything else. */
	other: number;
	errors: string[];
	/** Token requests that all of them made. */
	tokenRequests: number;
	/** Executions with other credentials meanwhile, and how many failed. */
	others: number;
	othersFailed: number;
	/** Executions after a person had connected again, and how many failed. */
	reconnected: number;
	reconnectedFailed: number;
}

/** What `npm run bench:queue` writes; a part that has not been run yet is missing. */
export interface QueueResult {
	n8n: string;
	newest?: NewestResult;
	http?: NewestResult;
	chaos?: ChaosResult;
	rerun?: RerunResult;
	strict?: StrictResult;
}

export function spreadOf(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	return {
		min: sorted[0] ?? 0,
		median: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
		max: sorted.at(-1) ?? 0,
	};
}
