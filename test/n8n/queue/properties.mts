import type { ChaosResult, NewestResult, RerunResult, StrictResult } from './result.mts';

/** What did not hold, in sentences; none when all is well. */
type Broken = string[];

/** Below this many renewals, one that met two others decides what is usual. */
const ENOUGH_RENEWALS = 10;

export function brokenInNewest(result: NewestResult): Broken {
	const { workers, notTaken, open, types } = result;
	return told([
		[notTaken.length > 0, `n8n did not take calls: ${notTaken.join('; ')}`],
		[open > 0, `${open} executions did not end`],
		...types.flatMap(({ type, failed, renewals, perRenewal, refreshTokenGood }): Check[] => [
			[failed > 0, `${type}: ${failed} executions failed`],
			[
				renewals >= ENOUGH_RENEWALS && perRenewal.median > workers,
				`${type}: ${perRenewal.median} token requests are usual for one renewal`,
			],
			[
				perRenewal.max > 2 * workers,
				`${type}: there were ${perRenewal.max} token requests for one renewal`,
			],
			[refreshTokenGood === false, `${type}: the refresh token is lost`],
		]),
	]);
}

export function brokenInChaos(result: ChaosResult): Broken {
	const { open, failed, succeeded, stalled, crashed, executions } = result;
	const { notTaken, keyed, plain } = result;
	return told([
		[notTaken.length > 0, `n8n did not take calls: ${notTaken.join('; ')}`],
		[open > 0, `${open} executions did not end`],
		[failed > 0, `${failed} executions failed although their worker lived`],
		[
			succeeded + stalled + crashed !== executions - open - failed,
			'Executions are not accounted for',
		],
		[keyed.doubled > 0, `${keyed.doubled} keyed writes are there twice`],
		[(keyed.otherKeys ?? 0) > 0, `${keyed.otherKeys} records were sent with different keys`],
		[plain.doubled > 0, `${plain.doubled} plain writes were sent twice`],
	]);
}

export function brokenInRerun(result: RerunResult): Broken {
	const { status, keyedSent, keyedKeys, keyedWritten } = result;
	return told([
		[status !== 'success', `The job that was run again ended as ${status}`],
		[keyedSent !== 2, `The keyed write was sent ${keyedSent} times instead of twice`],
		[keyedKeys !== 1, `There were ${keyedKeys} keys`],
		[keyedWritten !== 1, `The keyed write is there ${keyedWritten} times`],
	]);
}

export function brokenInStrict(result: StrictResult): Broken {
	const { killed, after, reconnect, other, others, othersFailed, reconnected } = result;
	return told([
		[
			!['error', 'crashed'].includes(killed),
			`The execution of the killed worker ended as ${killed}`,
		],
		[reconnect === 0, 'Nobody was told to connect again'],
		[other > 0, `${other} of ${after} executions said something else`],
		[othersFailed > 0, `${othersFailed} of ${others} executions with other credentials failed`],
		[
			result.reconnectedFailed > 0,
			`${result.reconnectedFailed} of ${reconnected} executions failed after connecting again`,
		],
	]);
}

type Check = [isBroken: boolean, sentence: string];

function told(checks: readonly Check[]): Broken {
	return checks.flatMap(([isBroken, sentence]) => (isBroken ? [sentence] : []));
}
