import { invoiceLines, orderLines, receiptLines } from '../../../nodes/Ottimate/lines';
import { Ottimate } from '../../../nodes/Ottimate/Ottimate.node.ts';
import { OttimateTrigger } from '../../../nodes/Ottimate/OttimateTrigger.node.ts';
import { endpoints } from '../../../providers/ottimate/endpoints';
import type { TestedForm } from '../form.mts';

const by = (value: string | number) => ({ __rl: true, mode: 'id', value });
const count = (of: (row: (typeof endpoints)[number]) => unknown) => endpoints.filter(of).length;

export const form: TestedForm = {
	words: ['unpaid invoices', 'bill upload', 'ap', 'vendor', 'purchase order', 'invoice'],
	subtitles: [
		{
			of: new Ottimate(),
			with: { resource: 'invoice', operation: 'getMany' },
			reads: 'Get many: invoice',
		},
		{ of: new OttimateTrigger(), with: { event: 'invoiceCreated' }, reads: 'Invoice created' },
	],
	recordFirst: {},
	waits: ['createMany', 'import', 'uploadAndWait', 'upsertMany', 'wait'],
	lines: [
		{ of: 'purchaseOrder.create', list: orderLines },
		{ of: 'receipt.create', list: receiptLines },
		{ of: 'invoice.import', list: invoiceLines },
	],
	spelt: /\b30 days\b|\b1,?000\b(?! ?\*)|\b10,000\b|\bup to 100\b/,
	answersUnknown: [],
	schemasMissing: [],
	figures: [
		`The ${count(({ idempotencyKey }) => idempotencyKey)} POSTs that take one get one`,
		`the ${count(({ token }) => !token)} documented calls besides`,
	],
	wholeList: { endpoint: 'GET /vendors', key: 'id', rows: 300, pages: 3 },
	emptyUpdates: [
		{ resource: 'invoice', with: { invoiceId: by('550e8400-e29b-41d4-a716-446655440000') } },
		{ resource: 'purchaseOrder', with: { purchaseOrderId: by('po-1') } },
	],
	pickers: [
		{ method: 'searchAccount', parameters: {}, filter: 'harbor', found: /^Harbor/ },
		{ method: 'searchCompany', parameters: {}, filter: 'south', found: /South/ },
		{ method: 'searchLocation', parameters: {}, filter: 'old mill', found: /^Old Mill/ },
		{
			method: 'searchVendor',
			parameters: { ottimateCompanyId: by(123) },
			second: 20,
			parent: /"123"/,
		},
		{ method: 'searchInvoice', parameters: {}, second: 100 },
		{ method: 'searchPurchaseOrder', parameters: {}, filter: 'po-1', found: /po-1/i },
		{ method: 'searchDimension', parameters: {}, filter: '001', found: /001/ },
	],
};
