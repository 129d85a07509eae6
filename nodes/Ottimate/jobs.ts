import type { ItemContext, Job } from '../shared/form';
import { batchPatience, waitForBatch } from './batches';
import { patienceOf, patienceProperties } from './patience';
import { uploadAndWait } from './uploads';

const UPLOAD_LIMIT_SECONDS = 600;
const UPLOAD_EVERY_SECONDS = 15;

function checkPatience(item: ItemContext): void {
	patienceOf(item);
}

export const jobs: readonly Job[] = [
	{
		resource: 'invoice',
		operation: 'uploadAndWait',
		name: 'Upload and Wait for Invoice',
		action: 'Upload invoice and wait for it',
		description:
			'Upload an invoice file, wait until Ottimate has read it, and return the new invoice. Files go one after the other, unless "Concurrent Items" is higher; those for the same location always do. Fails, without uploading again, where the file cannot be read in time or where it cannot be told which of several new invoices is the one.',
		row: 'invoice.upload',
		properties: patienceProperties(UPLOAD_LIMIT_SECONDS, UPLOAD_EVERY_SECONDS),
		notice:
			'Leave "Retry On Fail" off: a second try uploads the file a second time. Ottimate does not link invoices to uploads, so other uploads to the same location at the same moment can make the result uncertain; the node then says so.',
		check: checkPatience,
		run: uploadAndWait,
	},
	{
		resource: 'batch',
		operation: 'wait',
		reads: true,
		name: 'Wait for Completion',
		action: 'Wait for completion of batch',
		description:
			'Wait until a batch is completed and return one item for each of its tasks; tasks that failed are errors',
		row: 'batch.getProgress',
		properties: batchPatience,
		check: checkPatience,
		run: async (work) => await waitForBatch(work, work.read.id('batchId', 'Batch'), false),
	},
];
