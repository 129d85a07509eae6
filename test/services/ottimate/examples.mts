import type { TestedExample } from '../types.mts';

/** One after the other: some go on where the one before has left off. */
export const examples: readonly TestedExample[] = [
	{
		name: 'ottimate-upload-and-wait',
		shows: 'Upload an invoice file and wait for the invoice',
		toSet: 'Your source of files, and the location in Upload and Wait',
		credential: 'ottimateApi',
		shown: 'New Invoice',
	},
	{
		name: 'ottimate-ready-for-export',
		shows: 'Every morning: invoices that are ready for export and not on hold, as rows for the ERP',
		toSet: 'Your ERP at the end',
		credential: 'ottimateApi',
		shown: 'Row for the ERP',
	},
	{
		name: 'ottimate-mark-exported',
		shows:
			'Mark many invoices in one request; failed ones come out of the Error output, each linked to its row',
		toSet: 'Your ERP in place of What the ERP Booked',
		credential: 'ottimateApi',
		shown: 'Marked',
	},
	{
		name: 'ottimate-payable-loop',
		shows:
			'The payable loop: invoices ready for export go into the ERP and are marked as exported; failures come by email',
		toSet:
			'Your ERP in place of Book in the ERP; an SMTP credential and the addresses in Send Failures; try it with one invoice first',
		credential: 'ottimateApi',
		shown: 'Exported',
	},
	{
		name: 'ottimate-sync-vendors',
		shows: '250 vendors in three requests, with one item back for each',
		toSet: 'Your company in Create or Update; your ERP in place of Vendors of the ERP',
		credential: 'ottimateApi',
		shown: 'Count',
	},
	{
		name: 'ottimate-import-invoices',
		shows: 'Import invoices from structured data as a batch, and get the result of each',
		toSet: 'Your location in Import and Wait; the invoices',
		credential: 'ottimateApi',
		shown: 'Read the Invoice',
	},
	{
		name: 'ottimate-approve-by-email',
		showcase: 'Send invoices to the ERP after approval by email',
		shows: 'The payable loop, with approval by email before anything is booked',
		toSet:
			'Your ERP in place of Book in the ERP; an SMTP credential and your address in Ask for Approval; try it with one invoice first',
		credential: 'ottimateApi',
		shown: 'Exported',
		happens: 'approve',
		approval: 'Approve',
	},
	{
		name: 'ottimate-vendors-from-csv',
		showcase: 'Import vendors from a CSV file after a dry run: all rows, or none',
		shows: 'Vendors from a CSV file, checked with a Dry Run first: all rows, or none',
		toSet: 'Your company in Try First and Create or Update; your file in place of Vendors and Rows',
		credential: 'ottimateApi',
		shown: 'Saved',
	},
	{
		name: 'ottimate-error-to-ticket',
		showcase: 'Open a ticket for each failed run, with what to do',
		shows:
			'An error workflow: a ticket for each failed run, with what to do and whether the connection works',
		toSet:
			"Your ticket system in place of Open Ticket; then choose it in your workflows' settings under Error Workflow",
		credential: 'ottimateApi',
		shown: 'Open Ticket',
		given: {
			workflow: { id: '1', name: 'Ottimate: payable loop' },
			execution: {
				id: '2',
				url: 'https://n8n.example.org/execution/2',
				lastNodeExecuted: 'Mark as Exported',
				error: { message: 'Ottimate: Invoice not found', description: 'Check the invoice ID.' },
			},
		},
	},
	{
		name: 'ottimate-vendors',
		shows: 'All vendors on a schedule, counted by payment method',
		toSet: 'Nothing',
		credential: 'ottimateApi',
	},
];
