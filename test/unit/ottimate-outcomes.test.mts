import { describe, expect, it } from '@jest/globals';

import { batchProgress, batchResults } from '../../providers/ottimate/outcomes/batches';
import { dimensionOutcomes, vendorOutcomes } from '../../providers/ottimate/outcomes/bulk';
import { exportOutcomes, unexportOutcomes } from '../../providers/ottimate/outcomes/exports';
import {
	flagOutcomes,
	imageOutcomes,
	lineOutcomes,
} from '../../providers/ottimate/outcomes/invoices';

const vendors = (...ids: unknown[]) => ids.map((id) => ({ erp_vendor_id: id }));
const brief = (list: Array<{ record?: number; failure?: string }>) =>
	list.map(({ record, failure }) => [record, failure ?? 'ok']);

describe('vendors in bulk', () => {
	it('come in the order in which they were sent, errors by their index', () => {
		const body = {
			created: [{ id: 2, erp_vendor_id: 'C' }],
			updated: [{ id: 1, erp_vendor_id: 'A' }],
			errors: [{ index: 1, erp_vendor_id: 'B', error: 'erp_vendor_name is required' }],
			error_count: 1,
		};
		const found = vendorOutcomes(body, vendors('A', 'B', 'C'));
		expect(brief(found)).toEqual([
			[0, 'ok'],
			[1, 'erp_vendor_name is required'],
			[2, 'ok'],
		]);
		expect(found[0]?.json).toEqual({ id: 1, erp_vendor_id: 'A', outcome: 'updated' });
		expect(found[2]?.json).toMatchObject({ outcome: 'created' });
	});

	it('that the answer does not mention have failed', () => {
		const body = { created: [{ erp_vendor_id: 'A' }], updated: [], errors: [] };
		expect(brief(vendorOutcomes(body, vendors('A', 'B')))).toEqual([
			[0, 'ok'],
			[1, "Ottimate's answer does not mention this vendor"],
		]);
	});

	it('sent twice share an answer that names them once', () => {
		const body = { created: [], updated: [{ erp_vendor_id: 'A' }], errors: [] };
		expect(brief(vendorOutcomes(body, vendors('A', 'A')))).toEqual([
			[0, 'ok'],
			[1, 'ok'],
		]);
	});

	it('are matched in order where the service wrote their keys another way', () => {
		const body = { created: [{ erp_vendor_id: '007' }], updated: [], errors: [] };
		expect(brief(vendorOutcomes(body, vendors('7')))).toEqual([[0, 'ok']]);
	});

	it('fail where errors are counted but not listed', () => {
		const body = { created: [{ erp_vendor_id: 'A' }], errors: [], error_count: 2 };
		expect(brief(vendorOutcomes(body, []))).toEqual([
			[undefined, 'ok'],
			[undefined, 'Ottimate counts 2 errors but lists 0'],
		]);
	});
});

it('dimensions are matched by name, and an error without words says what failed', () => {
	const sent = [{ name: 'Bar' }, { name: 'Spa' }, { name: 'Bar' }];
	const body = {
		created: [{ id: 'd1', name: 'Bar' }],
		updated: [{ id: 'd3', name: 'Bar' }],
		errors: [{ id: null, name: 'Spa' }],
		error_count: 1,
	};
	expect(brief(dimensionOutcomes(body, sent))).toEqual([
		[0, 'ok'],
		[1, 'Ottimate could not save the dimension'],
		[2, 'ok'],
	]);
});

describe('export marks', () => {
	const sent = [{ invoice_id: 101, export_transaction_id: 'T-1' }, { invoice_id: 102 }];

	it('carry what was sent, failures in the service’s words', () => {
		const body = { updated: [101], failed: [{ id: 102, error: 'Invoice not found' }] };
		expect(exportOutcomes(body, sent)).toEqual([
			{
				json: { invoice_id: 101, export_transaction_id: 'T-1', outcome: 'exported' },
				record: 0,
			},
			{
				json: { invoice_id: 102, id: 102, error: 'Invoice not found', outcome: 'failed' },
				record: 1,
				failure: 'Invoice not found',
			},
		]);
	});

	it('match a number that was sent as text', () => {
		expect(brief(exportOutcomes({ updated: [7], failed: [] }, [{ invoice_id: '7' }]))).toEqual([
			[0, 'ok'],
		]);
	});

	it('that were skipped, or are in no list, have failed', () => {
		const body = { updated: [], failed: [], skipped: [{ id: 101, error: 'Not exported' }] };
		expect(brief(unexportOutcomes(body, sent))).toEqual([
			[0, 'Skipped: Not exported'],
			[1, "Ottimate's answer does not mention this invoice"],
		]);
	});

	it('tell which invoices were flagged', () => {
		const found = unexportOutcomes({ updated: [101, 102], flagged: [102] }, sent);
		expect(found.map(({ json }) => json.flagged)).toEqual([false, true]);
	});
});

describe('a changed invoice', () => {
	it('is one item when all lines went through', () => {
		const body = { id: 'u', items_processing_result: { status: 'success', failure: {} } };
		expect(lineOutcomes(body)).toEqual([{ json: body }]);
		expect(lineOutcomes({ id: 'u' })).toEqual([{ json: { id: 'u' } }]);
	});

	it('comes with the lines that failed, counted from 1', () => {
		const result = { status: 'partial_success', success: { 0: 11 }, failure: { 1: 'No price' } };
		const found = lineOutcomes({ id: 'u', items_processing_result: result });
		expect(brief(found)).toEqual([
			[undefined, 'ok'],
			[undefined, 'Line 2: No price'],
		]);
	});

	it('is no success when no line went through, or nobody knows which', () => {
		const failed = (status: string, failure: object) =>
			brief(lineOutcomes({ id: 'u', items_processing_result: { status, failure } }));
		expect(failed('failure', { 0: 'No price' })).toEqual([[undefined, 'Line 1: No price']]);
		expect(failed('failure', {})).toEqual([[undefined, 'Ottimate could not change any line']]);
		expect(failed('partial_success', {})[1]).toEqual([
			undefined,
			'Ottimate could not change all lines',
		]);
	});
});

it('images that were not taken are failures beside those that were', () => {
	const image_errors = [{ source: 'b.png', error: 'Unreadable' }];
	expect(brief(imageOutcomes({ images: [{ id: 1 }], image_errors }))).toEqual([
		[undefined, 'ok'],
		[undefined, 'b.png: Unreadable'],
	]);
	expect(brief(imageOutcomes({ images: [], image_errors }))).toEqual([
		[undefined, 'b.png: Unreadable'],
	]);
	expect(brief(imageOutcomes({ images: [], image_errors: [] }))).toEqual([[undefined, 'ok']]);
});

it('a flag that was not set is a failure', () => {
	expect(flagOutcomes({ success: false, message: 'Already exported' })[0]?.failure).toBe(
		'Already exported',
	);
	expect(flagOutcomes({ success: true })[0]?.failure).toBeUndefined();
});

describe('a batch', () => {
	it.each([
		[{ status: 'processing', tasks_count: 3, tasks_failed: 1, error: null }, undefined],
		[{ status: 'completed', tasks_count: 3, tasks_failed: 0, error: null }, undefined],
		[{ status: 'completed', tasks_count: 3, tasks_failed: 1, error: null }, '1 of 3 tasks failed'],
		[
			{ status: 'completed', tasks_count: 3, tasks_failed: 3, error: 'All tasks failed' },
			'All tasks failed (3 of 3 tasks failed)',
		],
	])('in the state %j has the failure %j', (body, failure) => {
		expect(batchProgress(body)[0]?.failure).toBe(failure);
	});

	it('has tasks that failed where there is a message in place of a result', () => {
		const results = [
			{ task: 1, result: 'i-1', message: null },
			{ task: 2, result: null, message: 'upload_id already used' },
			{ task: 3, result: 'i-3', message: 'Created' },
		];
		expect(brief(batchResults({ results }))).toEqual([
			[undefined, 'ok'],
			[undefined, 'upload_id already used'],
			[undefined, 'ok'],
		]);
	});
});
