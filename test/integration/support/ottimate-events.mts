import type { IDataObject } from 'n8n-workflow';

import type { PollingEvent } from './polling-event.mts';
import type { ServiceClient } from './service-client.mts';

const byId = (value: number) => ({ __rl: true, mode: 'id', value: String(value) });

/** Records that somebody makes and changes in Ottimate, each with a number of its own. */
export class OttimateRecords {
	private serial = 0;

	constructor(private readonly client: () => Promise<ServiceClient>) {}

	next(): number {
		return this.serial++;
	}

	async call(method: string, path: string, body?: unknown): Promise<IDataObject> {
		return await (await this.client()).call(method, path, body);
	}

	async invoices(query: string): Promise<IDataObject[]> {
		return (await this.call('GET', `/invoices?${query}`)).results as IDataObject[];
	}

	/** Invoices come by an import, a batch that is done after three looks at it. */
	async importInvoices(count: number): Promise<string> {
		const rows = Array.from({ length: count }, () => ({
			upload_id: `up-${this.serial++}`,
			ottimate_location_id: 456,
			invoice_number: `T-${this.serial}`,
			items: [{ name: 'Milk', quantity: 1, price: 2 }],
		}));
		const { batch_id } = await this.call('POST', '/invoices/import', rows);
		for (let look = 0; look < 3; look++)
			await this.call('GET', `/batch/${String(batch_id)}/progress`);
		return String(batch_id);
	}

	async newVendors(count: number): Promise<void> {
		for (let done = 0; done < count; done += 100) {
			const vendors = Array.from({ length: Math.min(100, count - done) }, () => ({
				erp_vendor_id: `N-${this.serial++}`,
				erp_vendor_name: `New ${this.serial}`,
			}));
			await this.call('POST', '/vendors/bulk', { ottimate_company_id: 123, vendors });
		}
	}

	order(total = 10) {
		return {
			ottimate_location_id: 456,
			po_number: `PO-N-${this.serial++}`,
			erp_vendor_id: 'V-1',
			date: '2026-03-01',
			total_amount: total,
			items: [{ name: 'Rice', quantity: 1, price: total, sku: 'R-1' }],
		};
	}

	/** Each event that the trigger knows, at least once. */
	get events(): PollingEvent[] {
		return [
			{
				name: 'an invoice that is created',
				parameters: { event: 'invoiceCreated' },
				happen: async () => {
					await this.importInvoices(1);
					return { invoice_number: `T-${this.serial}`, status: 'pending-approval' };
				},
			},
			{
				name: 'an invoice that is updated',
				parameters: { event: 'invoiceUpdated', location: byId(457) },
				happen: async () => {
					const [invoice] = await this.invoices('ottimate_location_ids=457&limit=1');
					const due_date = `2027-01-${String(10 + (this.serial++ % 18))}`;
					await this.call('PATCH', `/invoices/${String(invoice?.id)}`, { due_date });
					return { id: invoice?.id, due_date };
				},
			},
			{
				name: 'an invoice that is sent back',
				parameters: { event: 'invoiceStatusReached', statuses: ['incomplete', 'archived'] },
				happen: async () => {
					const [invoice] = await this.invoices('status=approved&limit=1');
					await this.call('POST', `/invoices/${String(invoice?.id)}/flag`, {});
					return { id: invoice?.id, status: 'incomplete' };
				},
			},
			{
				name: 'an invoice that is exported',
				parameters: { event: 'invoiceStatusReached', statuses: ['exported'] },
				happen: async () => {
					const [invoice] = await this.invoices('status=ready-for-export&limit=1');
					const invoice_id = Number(String(invoice?.url).split('/').at(-1));
					await this.call('POST', '/invoices/mark-exported', { invoices: [{ invoice_id }] });
					return { id: invoice?.id, status: 'exported' };
				},
			},
			{
				name: 'a vendor that is created',
				parameters: { event: 'vendorChanged', company: byId(123) },
				happen: async () => {
					await this.newVendors(1);
					return { erp_vendor_id: `N-${this.serial - 1}`, company_name: 'Acme Inc.' };
				},
			},
			{
				name: 'a vendor that is updated',
				parameters: { event: 'vendorChanged', company: byId(123) },
				happen: async () => {
					const { vendors } = await this.call('GET', '/vendors?ottimate_company_id=123&limit=1');
					const [{ id, erp_vendor_id } = {}] = vendors as IDataObject[];
					const changed = { erp_vendor_id, phone: `555-${this.serial++}` };
					await this.call('POST', '/vendors/bulk', {
						ottimate_company_id: 123,
						vendors: [changed],
					});
					return { id, phone: changed.phone };
				},
			},
			{
				name: 'a batch that is completed',
				parameters: { event: 'batchCompleted' },
				happen: async () => {
					return { batch_id: await this.importInvoices(2), status: 'completed', tasks_count: 2 };
				},
			},
			{
				name: 'a purchase order that is created',
				parameters: { event: 'purchaseOrderChanged', company: byId(123) },
				happen: async () => {
					const { id } = await this.call('POST', '/purchase-orders', this.order());
					return { id, event: 'created' };
				},
			},
			{
				name: 'a purchase order that is updated',
				parameters: { event: 'purchaseOrderChanged', location: byId(456) },
				happen: async () => {
					const { purchase_orders } = await this.call(
						'GET',
						'/purchase-orders?ottimate_location_id=456&limit=1',
					);
					const [{ id } = {}] = purchase_orders as IDataObject[];
					const total_amount = 1000 + this.serial++;
					await this.call('PATCH', `/purchase-orders/${String(id)}`, { total_amount });
					return { id, total_amount, event: 'updated' };
				},
			},
			{
				name: 'a receipt that is created',
				parameters: { event: 'receiptChanged' },
				happen: async () => {
					const made = await this.call('POST', '/purchase-orders', this.order());
					const { id } = await this.call('POST', '/receipts', {
						ottimate_po_id: made.id,
						receipt_number: `R-${this.serial++}`,
						date: '2026-03-02',
						total_amount: 5,
						items: [{ sku: 'R-1', quantity: 1 }],
					});
					return { id, event: 'created' };
				},
			},
			{
				name: 'a receipt that is updated',
				parameters: { event: 'receiptChanged' },
				happen: async () => {
					const { receipts } = await this.call('GET', '/receipts?limit=1');
					const [{ id } = {}] = receipts as IDataObject[];
					const total_amount = 2000 + this.serial++;
					await this.call('PATCH', `/receipts/${String(id)}`, { total_amount });
					return { id, total_amount, event: 'updated' };
				},
			},
		];
	}
}
