import type { SandboxAction, SandboxContext } from '../../../sandbox/core/types.mts';
import { cycle, isoDay } from '../../../sandbox/core/wire.mts';
import { locations } from './data/tenancy.mts';
import { newInvoice } from './new-invoice.mts';
import { state } from './state.mts';

function arrive(context: SandboxContext): string {
	const vendor = cycle(state.vendors, state.invoices.length);
	const location = locations.find(({ company }) => company === vendor.ottimate_company_id);
	if (!location) return 'No location takes invoices of this vendor.';
	const day = isoDay(context.now());
	const items = [{ name: 'Whole milk', sku: 'M-1', quantity: 12, price: 3.5, is_taxed: false }];
	const invoice = newInvoice({ now: context.now() }, location, 'pending-approval', {
		erp_vendor_id: vendor.erp_vendor_id,
		invoice_date: day,
		due_date: day,
		items,
	});
	return `Invoice ${invoice.number} over ${invoice.total_amount} ${invoice.currency} waits for approval.`;
}

function approve(context: SandboxContext): string {
	const invoice = state.invoices.find(({ status }) => status === 'pending-approval');
	if (!invoice) return 'No invoice waits for approval.';
	const now = context.now();
	Object.assign(invoice, { status: 'ready-for-export', approved: now, modified: now });
	return `Invoice ${invoice.number} is approved and ready for export.`;
}

export const actions: readonly SandboxAction[] = [
	{ id: 'newInvoice', label: 'A new invoice arrives', run: arrive },
	{ id: 'approve', label: 'Approve the next invoice', run: approve },
];
