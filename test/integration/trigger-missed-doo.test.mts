import { describe, expect, it } from '@jest/globals';

import { CURRENT, PREVIOUS } from '../n8n/versions.mts';
import { traffic } from './support/bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { missedEvents } from './support/missed-events.mts';

const sandbox = sandboxForTests();

const bench = missedEvents(sandbox);

const since = (moment: string) => ({ options: { since: moment } });

describe.each([CURRENT, PREVIOUS])('events that were missed, in n8n %s', (version) => {
	describe('of doo', () => {
		const parameters = {
			teamId: '111',
			types: ['event_created', 'event_removed', 'event_updated'],
		};

		const initialized = async () =>
			(await traffic(sandbox(), 'doo')).entries.filter(({ path }) => path.includes('/init/'));

		it('are sent by doo to the node, once', async () => {
			await bench.start(
				'doo',
				'dooApi',
				{ ...parameters, ...since('2026-06-01T12:00:00Z') },
				version,
			);
			await bench.host.activate();
			const [row, ...more] = await initialized();
			expect(more).toEqual([]);
			expect(row?.path).toMatch(/\/webhooks\/init\/events$/);
			expect(JSON.parse(row?.rawBody ?? '')).toEqual({
				organization_id: '111',
				webhook_type: ['event_created', 'event_removed'],
				last_updated_after: '2026-06-01T13:00:00',
				webhook_configuration_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			});
			for (let left = 100; bench.host.items.length < 3 && left > 0; left--) {
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			expect(bench.items().length).toBeGreaterThan(2);
			expect(bench.items()[0]).toMatchObject({
				event: 'event_created',
				eventKey: expect.stringMatching(/^event_created:/),
			});
			await bench.host.poll();
			await bench.host.n8n.restart();
			await bench.host.poll();
			expect(await initialized()).toHaveLength(1);
		});

		it('are orders and attendees of one event only', async () => {
			await bench.start(
				'doo',
				'dooApi',
				{ teamId: '111', types: ['order_created'], ...since('2026-06-01') },
				version,
			);
			await expect(bench.host.activate()).rejects.toThrow(
				'doo can send orders and attendees again for a single event only',
			);
			bench.host.node.parameters = {
				...bench.host.node.parameters,
				scope: 'event_id',
				eventId: '4711',
			};
			await bench.host.activate();
			expect(JSON.parse((await initialized())[0]?.rawBody ?? '')).toMatchObject({
				event_id: '4711',
				webhook_type: ['order_created'],
			});
		});
	});
});
