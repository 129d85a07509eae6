import type { IDataObject } from 'n8n-workflow';

/** Vendors by the name that invoices show; Ottimate gives an invoice's vendor by name only. */
export type VendorsByName = ReadonlyMap<string, readonly IDataObject[]>;

function plain(name: unknown): string {
	return typeof name === 'string'
		? name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()
		: '';
}

/** @param vendors rows of `GET /vendors` */
export function byName(vendors: readonly IDataObject[]): VendorsByName {
	const found = new Map<string, IDataObject[]>();
	for (const vendor of vendors) {
		const name = plain(vendor.erp_vendor_name);
		if (name !== '') found.set(name, [...(found.get(name) ?? []), vendor]);
	}
	return found;
}

/**
 * The vendors that an invoice may be from: none, one, or several that do not all have the same ID in the ERP. Each company has a
 * record of its own of a vendor.
 */
export function candidatesFor(invoice: IDataObject, vendors: VendorsByName): IDataObject[] {
	const named = vendors.get(plain(invoice.ottimate_vendor_name)) ?? [];
	const ids = new Set(named.map(({ erp_vendor_id: id }) => String(id)));
	return ids.size > 1 ? [...named] : named.slice(0, 1);
}

/** An invoice as the ERP wants it: with the ID to mark it by, and its vendor there. */
export function forExport(invoice: IDataObject, vendor: IDataObject | undefined): IDataObject {
	return {
		invoice_id: invoice.id,
		...invoice,
		erp_vendor_id: vendor?.erp_vendor_id ?? null,
		erp_vendor_name: vendor?.erp_vendor_name ?? null,
	};
}

/** Is an invoice on hold? */
export function isHeld({ on_hold: hold }: IDataObject): boolean {
	return typeof hold === 'object' && hold !== null && 'is_held' in hold && hold.is_held === true;
}
