import { fields } from '../fields';
import { call, crud, subject } from '../rows';

const contractor = subject('contractor', 'a contractor', 'contractors', 'contracts');
const contract = subject('contract', 'a contract', 'contracts', 'contracts');
const contractItem = subject('contractItem', 'a contract item', 'contract items', 'contracts');
const contractMonth = subject('contractMonth', 'a contract month', 'contract months', 'contracts');
const job = subject('job', 'a job', 'jobs', 'jobs');
const jobMonth = subject('jobMonth', 'a job month', 'job months', 'jobs');
const supplierInvoice = subject(
	'supplierInvoice',
	'a supplier invoice',
	'supplier invoices',
	'jobs',
);
const supplierInvoiceItem = subject(
	'supplierInvoiceItem',
	'a supplier invoice item',
	'supplier invoice items',
	'jobs',
);

const monthFields = 'year month start_date end_date is_past is_present is_future budget actual pct';
const supplierInvoiceId = { invoice: { description: 'ID of the supplier invoice' } };

export const suppliers = [
	...crud(contractor, '/contracts/contractor/list/{org_pk}/', '/contracts/contractor/{pk}/', {
		both: `name email address telephone iban number currency identity_team is_company is_internal
			tags photo`,
	}),

	...crud(contract, '/contracts/list/{org_pk}/', '/contracts/{pk}/', {
		both: `contractor! type! manager fee_project is_valid is_archived forecast_type invoicing_method
			description is_mandate tax_rate`,
		create: 'project',
		details: { type: { description: 'Kind of contract, such as sub' } },
		remarks: {
			create: 'The fee project must not be approved yet',
			delete: 'Contracts with fees cannot be deleted',
		},
	}),
	call(
		contract,
		'generate',
		'POST',
		'/contracts/generate/{org_pk}/',
		'Generate contracts for a project',
		{ query: fields('project_pk') },
	),
	call(
		contract,
		'copyToAnnexes',
		'POST',
		'/contracts/generate/contracts/{project_pk}/',
		'Copy contracts from the fee projects of a project to its annexes',
	),

	...crud(contractItem, '/contracts/item/list/{org_pk}/', '/contracts/item/{pk}/', {
		filters: 'contract',
		both: `contract phase annex type fee amount_current already_billed amount_billed already_paid`,
	}),

	...crud(contractMonth, '/contracts/month/list/{org_pk}/', '/contracts/month/{pk}/', {
		both: `contract ${monthFields} budget_projected`,
	}),
	call(
		contractMonth,
		'generate',
		'POST',
		'/contracts/month/generate/{org_pk}/',
		'Generate the months of a contract',
		{ body: fields('contract') },
	),

	...crud(job, '/jobs/list/{org_pk}/', '/jobs/{id}/', {
		both: `title contractor freelancer orguser project phases annexes type doc lot description date
			start_date end_date currency currency_rate budget budget_ref amount amount_ref subtotal tax
			balance forecast_type is_annex file`,
	}),
	...crud(jobMonth, '/jobs/month/list/{org_pk}/', '/jobs/month/{month_id}/', {
		both: `job ${monthFields}`,
	}),

	...crud(supplierInvoice, '/jobs/invoices/list/{org_pk}/', '/jobs/invoices/{job_invoice_pk}/', {
		both: `date! contractor! job orguser team freelancer project phases annexes type number
			description currency currency_rate amount client_amount tax due_date is_validated is_paid
			date_paid file`,
	}),
	...crud(
		supplierInvoiceItem,
		'/jobs/invoices/items/list/{org_pk}/',
		'/jobs/invoices/items/{job_invoice_item_pk}/',
		{
			both: 'invoice project phases annexes description amount subtotal tax',
			details: supplierInvoiceId,
		},
	),
	call(
		supplierInvoiceItem,
		'generate',
		'POST',
		'/jobs/invoices/items/generate/{org_pk}/',
		'Generate the items of a supplier invoice from its contractor',
		{ body: fields('invoice!', supplierInvoiceId) },
	),
];
