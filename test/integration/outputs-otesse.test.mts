import { beforeEach, describe, expect, it } from '@jest/globals';

import { outputs } from '../../nodes/Otesse/outputs';
import { sandboxForTests } from './support/node-bench.mts';
import { OutputBench } from './support/output-bench.mts';

const sandbox = sandboxForTests();

describe('what Otesse’s operations give', () => {
	const bench = new OutputBench(sandbox, outputs, 'Otesse');
	const email = 'new@example.com';
	const all = { returnAll: true };

	beforeEach(() => {
		bench.restart();
	});

	it('for customers, bookings and invoices', async () => {
		const customers = await bench.call('customer.getMany', {}, all);
		const customer = customers.find(({ json }) => (json.addresses as unknown[]).length > 1)?.json;
		const { id, addresses = [] } = customer ?? {};
		await bench.call('customer.get', { id });
		await bench.call('customer.create', { email, first_name: 'Ada', last_name: 'L', phone: '+1' });
		await bench.run('customer.findOrCreate', { email });
		await bench.run('customer.findOrCreate', {
			email: 'other@example.com',
			firstName: 'Ada',
			lastName: 'L',
			phone: '+1',
		});
		await bench.call('booking.getMany', {}, all);
		await bench.call('booking.create', {
			customer_id: id,
			industry: 'cleaning',
			scheduled_at: '2026-12-24T10:00:00Z',
			address_id: (addresses as Array<{ id: string }>)[0]?.id,
		});
		const invoices = await bench.call('invoice.getMany', {}, all);
		await bench.call('invoice.get', { id: invoices[0]?.json.id });
	});

	it('for services and webhooks', async () => {
		await bench.call('industry.getMany');
		await bench.call('product.getMany', { slug: 'cleaning' });
		await bench.call('extra.getMany', { slug: 'cleaning' });
		const webhook = { url: 'https://example.com/hook', events: ['booking.*'] };
		const [made] = await bench.call('webhook.create', webhook);
		await bench.call('webhook.delete', { id: made?.json.id });
	});

	it('was all seen, with every key of the schemas', () => {
		expect(bench.unseen()).toEqual([]);
	});
});
