import type { CompositeOperation } from '../shared/form/service-form';
import { BATCH_WAIT, waitForBatch } from './batches';
import { getReadyForExport } from './exports/ready';
import { waitLimitsOf, waitLimitOptions } from './wait-limits';
import { UPLOAD_WAIT, uploadAndWait } from './uploads';

export const compositeOperations: readonly CompositeOperation[] = [
	getReadyForExport,
	{
		resource: 'invoice',
		operation: 'uploadAndWait',
		name: 'Upload and Wait for Invoice',
		action: 'Upload invoice and wait for it',
		description:
			'Upload an invoice file, wait until Ottimate has read it, and return the new invoice. Files are uploaded one by one unless "Concurrent Items" is higher, those for the same location always. Fails if the file is not read in time, or if several new invoices could be the right one.',
		row: 'invoice.upload',
		properties: [],
		options: waitLimitOptions(UPLOAD_WAIT),
		notice:
			'Leave "Retry On Fail" off: each retry uploads the file again. Ottimate does not link invoices to uploads: if other files are uploaded to the same location at the same time, the node may not be able to identify the new invoice and then fails.',
		check: (item) => {
			waitLimitsOf(item, UPLOAD_WAIT);
		},
		run: uploadAndWait,
	},
	{
		resource: 'batch',
		operation: 'wait',
		reads: true,
		name: 'Wait for Completion',
		action: 'Wait for completion of batch',
		description:
			'Wait for a batch to complete and return one item per task, failed tasks as errors',
		row: 'batch.getProgress',
		properties: [],
		options: waitLimitOptions(BATCH_WAIT),
		check: (item) => {
			waitLimitsOf(item, BATCH_WAIT);
		},
		run: async (operation) =>
			await waitForBatch(operation, operation.read.id('batchId', 'Batch'), false),
	},
];
