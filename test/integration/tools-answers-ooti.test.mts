import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { ServiceId } from '../sandbox/core/types.mts';
import type { Answered } from './support/node-bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();

const start = async (service: ServiceId) => await ServiceNode.start(sandbox(), service);

const tool = (resource: string, operation: string, parameters: INodeParameters = {}) =>
	({ resource, operation, with: parameters, as: 'tool' }) as const;

const asNode = ({ as: _as, ...set }: ReturnType<typeof tool>) => set;

const byId = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;

describe('a day given to a tool', () => {
	const started = (day: string) =>
		tool('milestone', 'update', {
			milestoneId: byId('1'),
			updateFields: { date: `={{ ${JSON.stringify(day)} }}` },
		});

	// The workflow has n8n's own zone, which is west of Greenwich.
	it('is the day of its midnight in UTC', async () => {
		const node = await start('ooti');
		await node.answer({ id: 1 });
		const { calls, error } = await node.run(started('2026-03-02T00:00:00.000Z'));
		expect(error).toBeUndefined();
		expect(JSON.parse(calls[0]?.rawBody ?? '')).toEqual({ date: '02-03-2026' });
	});

	it('in words is refused with the date of today and the zone', async () => {
		const node = await start('ooti');
		const { calls, error } = await node.run(started('tomorrow'));
		const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York' });
		expect(error?.message).toBe('"Date" is not a date [item 0]');
		expect(error?.description).toContain(
			`Got "tomorrow". Today is ${today.format(new Date())} in America/New_York.`,
		);
		expect(calls).toEqual([]);
	});
});

describe('an error for the caller of a tool', () => {
	const said = ({ error, calls }: Answered) => [error?.message, error?.description, calls.length];

	it('says which operation finds an ID that is missing', async () => {
		const node = await start('ooti');
		const asked = tool('project', 'get', { projectId: byId('={{ "" }}') });
		expect(said(await node.run(asked))).toEqual([
			'"Project" is empty [item 0]',
			'Use the operation "Get Many" of "Project" to find it.',
			0,
		]);
		expect((await node.run(asNode(asked))).error?.description).toContain('expression');
	});
});
