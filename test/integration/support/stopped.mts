import { setTimeout as sleep } from 'node:timers/promises';

import { jest } from '@jest/globals';
import { WorkflowExecute } from 'n8n-core';

import type { ServiceId } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { traffic } from './bench.mts';
import type { Answered } from './node-bench.mts';

/** Stops an execution once the service has got this many requests with such a path. */
export async function stopped(
	sandbox: Sandbox,
	service: ServiceId,
	path: RegExp,
	count: number,
	start: () => Promise<Answered>,
): Promise<Answered> {
	const since = (await traffic(sandbox, service)).entries.at(-1)?.seq ?? 0;
	const run = jest.spyOn(WorkflowExecute.prototype, 'run');
	const ended = start();
	const seen = async () =>
		(await traffic(sandbox, service, since)).entries.filter((one) => path.test(one.path)).length;
	while ((await seen()) < count) await sleep(20);
	await sleep(200);
	const [execution] = run.mock.results;
	if (execution?.type !== 'return') throw new Error('There is no execution to stop');
	execution.value.cancel();
	return await ended;
}
