import { RECORDS_PER_CALL } from '../../../providers/ottimate/endpoints/shared';
import type { ResourceForm } from '../../shared/form/service-form';
import { changedVendors } from '../checks';
import { catalog } from './catalog';
import { invoices } from './invoices';
import { purchasing } from './purchasing';

export const resources: Readonly<Record<string, ResourceForm>> = {
	account: { name: 'Account' },
	batch: {
		name: 'Batch',
		plural: 'Batches',
		operations: {
			getProgress: {
				action: 'Get progress of batch',
				description:
					'Get the progress of a batch, from 0 to 1. A completed batch with failed tasks is an error.',
			},
			getResults: {
				action: 'Get results of batch',
				description:
					'Get the result of each task of a batch, one item per task, failed tasks as errors',
			},
		},
	},
	...catalog,
	company: { name: 'Company' },
	dimension: {
		name: 'Dimension',
		operations: {
			upsertMany: {
				description: `Create or update GL accounts, departments and other dimensions, up to ${RECORDS_PER_CALL} per request. Returns one item per dimension; dimensions that could not be saved are errors.`,
			},
		},
	},
	...invoices,
	location: { name: 'Location' },
	...purchasing,
	vendor: {
		name: 'Vendor',
		simplify: [
			'id',
			'ottimate_company_id',
			'company_name',
			'erp_vendor_id',
			'erp_vendor_name',
			'email',
			'phone',
			'payment_method',
			'net_terms',
			'last_modified_date_utc',
		],
		operations: {
			getMany: { shape: changedVendors },
			upsertMany: {
				description: `Create or update vendors by ERP ID, up to ${RECORDS_PER_CALL} per request. Returns one item per vendor; vendors that could not be saved are errors.`,
			},
		},
	},
};
