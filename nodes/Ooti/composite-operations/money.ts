import type { IDataObject } from 'n8n-workflow';

import type { CallItem } from '../../../transport/pagination/endpoint-call';
import type { ItemContext } from '../../shared/input/item-context';
import type { CompositeOperation, OperationContext } from '../../shared/form/service-form';
import { locator, organizationOfLists } from '../locators';

const invoice = locator({
	parameter: 'invoiceId',
	label: 'Invoice',
	picker: 'invoice',
	description: 'ID of the invoice',
	required: true,
});

const feeProject = locator({
	parameter: 'feeProjectId',
	label: 'Fee Project',
	picker: 'feeProject',
	description: 'ID of the fee project',
	required: true,
});

const invoiceOf = (item: ItemContext) => item.read.id('invoiceId', 'Invoice');
const feeProjectOf = (item: ItemContext) => item.read.id('feeProjectId', 'Fee Project');

function checkInvoice(item: ItemContext): void {
	invoiceOf(item);
}

/** Changes an invoice and answers the invoice as it is then. */
async function changeInvoice(
	operation: OperationContext,
	change: IDataObject,
): Promise<CallItem[]> {
	return await operation.call('invoice.update', { pk: invoiceOf(operation), ...change });
}

/** The SDK takes the ID of the credit note from the address, such as `/a/b/c/905/`. */
function creditNoteIn(url: unknown): number | null {
	const part = typeof url === 'string' ? url.match(/\/(\d+)\/?(?:[?#].*)?$/)?.[1] : undefined;
	return part === undefined ? null : Number(part);
}

async function cancel(operation: OperationContext): Promise<CallItem[]> {
	const pk = invoiceOf(operation);
	const [before] = await operation.call('invoice.get', { pk });
	if (before?.json.is_closed === true) {
		throw operation.problem(
			'The invoice is already canceled',
			'No second credit note was created. The invoice has "is_closed" set.',
		);
	}
	const answers = await operation.call('invoice.update', { pk, is_closed: true });
	return answers.map(({ json }) => ({
		json: { ...json, credit_note_id: creditNoteIn(json.credit_note_url) },
	}));
}

export const moneyOperations: readonly CompositeOperation[] = [
	{
		resource: 'invoice',
		operation: 'validate',
		name: 'Validate',
		action: 'Validate invoice – its items can no longer change',
		description:
			'Approve an invoice so that it can be sent and paid. Its items can no longer be changed. Returns the invoice with its "total".',
		notice: 'The items of a validated invoice can no longer be changed. Add all items first.',
		properties: [organizationOfLists, invoice],
		check: checkInvoice,
		run: async (operation) => await changeInvoice(operation, { is_valid: true }),
	},
	{
		resource: 'invoice',
		operation: 'markAsSent',
		name: 'Mark as Sent',
		action: 'Mark invoice as sent – may reach accounting and client',
		description:
			'Mark a validated invoice as sent. Accounting software such as Pennylane only receives validated invoices that are sent.',
		notice:
			'OOTI passes validated, sent invoices on to linked accounting software. OOTI does not document whether it also emails the client.',
		properties: [organizationOfLists, invoice],
		check: checkInvoice,
		run: async (operation) => await changeInvoice(operation, { is_sent: true }),
	},
	{
		resource: 'invoice',
		operation: 'cancel',
		name: 'Cancel With Credit Note',
		action: 'Cancel invoice with credit note – cannot be undone',
		description:
			'Cancel an invoice with a credit note. Fails if the invoice is already canceled. Returns the invoice with "credit_note_url" and "credit_note_id".',
		notice: 'Creates a credit note for the full amount of the invoice. This node cannot undo it.',
		properties: [organizationOfLists, invoice],
		check: checkInvoice,
		run: cancel,
	},
	{
		resource: 'feeProject',
		operation: 'validate',
		name: 'Validate',
		action: 'Validate fee project',
		description: 'Approve a fee project',
		properties: [organizationOfLists, feeProject],
		check: (item) => {
			feeProjectOf(item);
		},
		run: async (operation) =>
			await operation.call('feeProject.update', {
				pk: feeProjectOf(operation),
				is_validated: true,
			}),
	},
];
