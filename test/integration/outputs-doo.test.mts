import { beforeEach, describe, expect, it } from '@jest/globals';

import { outputs } from '../../nodes/Doo/outputs';
import { sandboxForTests } from './support/node-bench.mts';
import { OutputBench } from './support/output-bench.mts';

const sandbox = sandboxForTests();

describe('what doo’s operations give', () => {
	const bench = new OutputBench(sandbox, outputs, 'Doo');
	const organizationId = '111';
	const body = { query: '{ event(id: "%EVENT_ID%") { id } }' };
	const hook = { type: 'event_created', method: 'POST', endpoint: 'https://a.example/hook' };
	const origin = { method: 'POST', endpoint: 'https://gql.doo.net', body };

	beforeEach(() => {
		bench.restart();
	});

	it('for webhook configurations and the schema', async () => {
		const [made] = await bench.run('webhook.create', {
			organizationId,
			name: 'Registrations',
			hooks: JSON.stringify([{ ...hook, origin }]),
		});
		await bench.run('webhook.getMany', { organizationId, returnAll: true });
		const value = String(made?.json.webhook_group_id);
		await bench.run('webhook.delete', {
			organizationId,
			webhookConfigurationId: { __rl: true, mode: 'id', value },
		});
		await bench.run('webhook.initialize', { resourceName: 'events', organizationId });
		await bench.run('graphql.getSchema');
		await bench.run('event.get', { eventId: '4711' });
	});

	it('was all seen, with every key of the schemas', () => {
		// The simulated schema has no descriptions and no types that stand for others.
		expect(bench.unseen()).toEqual(
			['description', 'interfaces', 'possibleTypes'].map((name) => `graphql.getSchema ${name}`),
		);
	});
});
