import { answers } from '../../providers/ottimate/answers';
import type { Shape } from '../shared/form/outputs/shape';
import type { ServiceOutputs } from '../shared/form/outputs/schemas';
import { answersOf } from '../shared/form/outputs/schemas';
import { joined, shapeOf } from '../shared/form/outputs/shape';
import { form } from './form';

const { answer, rowsOf } = answersOf(answers);

/** Calls whose items are the answer; of what failed in them there are items with `error` beside. */
const AS_ANSWERED = [
	'batch.getProgress',
	'catalogAllowance.upsertMany',
	'catalogEntry.update',
	'catalogEntry.upsert',
	'catalogEntry.upsertMany',
	'catalogPrice.createMany',
	'invoice.flag',
	'invoice.import',
	'invoice.replaceImages',
	'invoice.update',
	'purchaseOrder.upsertMany',
	'receipt.upsertMany',
];

/** The record as Ottimate saved it. */
function saved(key: string): Shape {
	return joined(rowsOf(key, 'created'), shapeOf('outcome: string'));
}

/** The invoice as it was asked for, with all that it contains. */
const marked = shapeOf('invoice_id: integer outcome: string ...');
const task = rowsOf('batch.getResults', 'results');

export const outputs: ServiceOutputs = {
	form,
	answers,
	account: 'id name: string accounts: integer',
	made: {
		...Object.fromEntries(AS_ANSWERED.map((key) => [key, answer(key)])),
		'vendor.upsertMany': saved('vendor.upsertMany'),
		'dimension.upsertMany': saved('dimension.upsertMany'),
		'invoice.markExported': marked,
		'invoice.markUnexported': joined(marked, shapeOf('flagged: boolean')),
		'invoice.getReadyForExport': joined(
			shapeOf('invoice_id: string'),
			rowsOf('invoice.getMany', 'results'),
			shapeOf('erp_vendor_id erp_vendor_name: string'),
		),
		'invoice.uploadAndWait': joined(
			rowsOf('invoice.getMany', 'results'),
			shapeOf('reference_id upload_filename: string'),
		),
		'batch.getResults': task,
		'batch.wait': joined(shapeOf('batch_id: string'), task),
	},
};
