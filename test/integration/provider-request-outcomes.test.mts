import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { ServiceId } from '../sandbox/core/types.mts';
import type { Answered } from './support/node-bench.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();

interface Case {
	service: ServiceId;
	asked: Asked;
	/** What the service says with a good status. */
	answer: IDataObject;
	/** What failed, in words. */
	failures: RegExp[];
	/** Records that went through. */
	done: number;
}

const cases: Record<string, Case> = {
	'Ottimate, vendors in bulk': {
		service: 'ottimate',
		asked: {
			endpoint: 'POST /vendors/bulk',
			body: { vendors: [{ erp_vendor_id: 'A' }, { erp_vendor_id: 'B' }] },
		},
		answer: {
			created: [{ erp_vendor_id: 'A', id: 1 }],
			updated: [],
			errors: [{ index: 1, erp_vendor_id: 'B', error: 'A name is needed' }],
			error_count: 1,
		},
		failures: [/^A name is needed$/],
		done: 1,
	},
	'Ottimate, a flag': {
		service: 'ottimate',
		asked: { endpoint: 'POST /invoices/{id}/flag', path: { id: '7' }, body: {} },
		answer: { success: false, message: 'Flagged before' },
		failures: [/^Flagged before$/],
		done: 0,
	},
	'Ottimate, a batch that is over': {
		service: 'ottimate',
		asked: { endpoint: 'GET /batch/{id}/progress', path: { id: '7' } },
		answer: { status: 'completed', tasks_count: 3, tasks_failed: 2 },
		failures: [/^2 of 3 tasks failed$/],
		done: 0,
	},
	'OTO, the status of orders': {
		service: 'oto',
		asked: {
			endpoint: 'POST /updateOrderStatus',
			body: { orderIds: ['1', '2', '3'], status: 'delivered' },
		},
		answer: {
			success: true,
			result: [
				{ success: true, orderIds: ['1'] },
				{ success: false, orderIds: ['2'], errorMsg: 'It is on its way' },
			],
		},
		failures: [/^It is on its way$/, /does not say that it changed/],
		done: 1,
	},
	'doo, a query': {
		service: 'doo',
		asked: {
			endpoint: 'POST graphql:/',
			graphql: { query: 'query { event(id: 1) { id } team { id } }' },
		},
		answer: {
			data: { event: null, team: { id: 1 } },
			errors: [{ message: 'No event', path: ['event'] }],
		},
		failures: [/^A part of the query failed: event: No event$/],
		done: 0,
	},
};

const forms: Array<NonNullable<Asked['options']>> = [
	{},
	{ split: false },
	{ response: 'json' },
	{ response: 'text' },
	{ response: 'file' },
	{ rowsAt: 'data' },
	{ pagination: 'off', split: false, response: 'text' },
];

/** One process for each service: nothing here depends on what it remembers. */
const nodes = new Map<ServiceId, Requester>();

async function asking(
	{ service, asked, answer }: Case,
	changed: Partial<Asked>,
	body: unknown = answer,
): Promise<Answered> {
	const node = nodes.get(service) ?? (await Requester.start(sandbox(), service));
	nodes.set(service, node);
	await node.answer(body);
	return await node.run({ ...asked, ...changed });
}

describe.each(Object.entries(cases))('a good status of %s that hides failures', (_what, one) => {
	it.each(forms)('is no success in the form %j', async (options) => {
		const stopped = await asking(one, { options });
		expect(stopped.items).toEqual([]);
		expect(stopped.error?.message).toMatch(
			one.failures.length > 1 ? /^2 of 3 records failed: / : /./,
		);
		const told = `${stopped.error?.message}\n${stopped.error?.description ?? ''}`;
		for (const failure of one.failures) {
			expect(told).toMatch(new RegExp(failure.source.replace(/^\^|\$$/g, '')));
		}

		const going = await asking(one, { options, onError: 'continueErrorOutput' });
		expect(going.error).toBeUndefined();
		expect(going.failed.map(({ json }) => json.error)).toEqual(
			one.failures.map((failure) => expect.stringMatching(failure)),
		);
		expect(going.items).toHaveLength(one.done);
	});

	it('is told beside the whole of it to whoever asks for the full response', async () => {
		const { items, error } = await asking(one, { options: { fullResponse: true } });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			{
				statusCode: 200,
				headers: expect.any(Object),
				body: one.answer,
				failures: one.failures.map((failure) => expect.stringMatching(failure)),
			},
		]);
	});
});

describe('a good status without failures', () => {
	const good = {
		created: [{ erp_vendor_id: 'A' }, { erp_vendor_id: 'B' }],
		updated: [],
		errors: [],
		error_count: 0,
	};
	const bulk = cases['Ottimate, vendors in bulk'] as Case;

	it('is what it is, in every form', async () => {
		const shown = async (options: Asked['options']) =>
			(await asking(bulk, { options }, good)).items.map(({ json }) => json);
		expect(await shown({ split: false })).toEqual([good]);
		expect(await shown({ response: 'text' })).toEqual([{ data: JSON.stringify(good) }]);
		expect(await shown({ fullResponse: true })).toEqual([
			{ statusCode: 200, headers: expect.any(Object), body: good },
		]);
	});

	it('but without content is none for records of which it should tell', async () => {
		const { error, items } = await asking(bulk, {}, '');
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			"2 of 2 records failed: Ottimate's answer does not mention this vendor",
		);
	});

	it('may be text for those who ask for text', async () => {
		const { items, error } = await asking(bulk, { options: { response: 'text' } }, 'Accepted');
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ data: 'Accepted' }]);
	});
});
