import { describe, expect, it } from '@jest/globals';

import { byName, candidatesFor, forExport, isHeld } from '../../providers/ottimate/erp-vendors';

const vendors = byName([
	{ id: 1, erp_vendor_id: 'V-1', erp_vendor_name: 'Fresh  Foods' },
	{ id: 2, erp_vendor_id: 'V-2', erp_vendor_name: 'Twin' },
	{ id: 3, erp_vendor_id: 'V-3', erp_vendor_name: 'twin ' },
	{ id: 4, erp_vendor_id: 'V-1', erp_vendor_name: 'fresh foods' },
	{ id: 5, erp_vendor_id: 'V-5', erp_vendor_name: null },
]);
const idsFor = (ottimate_vendor_name: string | null) =>
	candidatesFor({ ottimate_vendor_name }, vendors).map(({ id }) => id);

describe('the ERP vendor of an invoice', () => {
	it('goes by name; vendors with one ID in the ERP are one', () => {
		expect(idsFor('FRESH FOODS')).toEqual([1]);
		expect(idsFor('Twin')).toEqual([2, 3]);
		expect(idsFor('Nobody')).toEqual([]);
		expect(idsFor(null)).toEqual([]);
	});

	it('may be any of the records of that name, where not all have one ID in the ERP', () => {
		// Companies have records of their own: the invoice may belong to the second with V-1.
		const named = byName([
			{ id: 1, erp_vendor_id: 'V-1', erp_vendor_name: 'Larder' },
			{ id: 2, erp_vendor_id: 'V-1', erp_vendor_name: 'Larder' },
			{ id: 3, erp_vendor_id: 'V-2', erp_vendor_name: 'Larder' },
		]);
		const found = candidatesFor({ ottimate_vendor_name: 'Larder' }, named);
		expect(found.map(({ id }) => id)).toEqual([1, 2, 3]);
	});

	it('stands in the item, or is empty', () => {
		const invoice = { id: 'u-1', due_date: '2026-05-02' };
		const vendor = { erp_vendor_id: 'V-1', erp_vendor_name: 'Fresh Foods', email: 'a@b.c' };
		expect(forExport(invoice, vendor)).toEqual({
			invoice_id: 'u-1',
			...invoice,
			erp_vendor_id: 'V-1',
			erp_vendor_name: 'Fresh Foods',
		});
		expect(forExport(invoice, undefined).erp_vendor_id).toBeNull();
	});

	it('does not count invoices on hold', () => {
		expect(isHeld({ on_hold: { is_held: true, reason: '' } })).toBe(true);
		expect(isHeld({ on_hold: { is_held: false } })).toBe(false);
		expect(isHeld({})).toBe(false);
	});
});
