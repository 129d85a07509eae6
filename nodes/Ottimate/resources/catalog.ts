import { CATALOG_RECORDS_PER_CALL, counted } from '../../../providers/ottimate/endpoints/shared';
import { isRecord } from '../../../transport/core/json';
import type { CallItem } from '../../../transport/pagination/endpoint-call';
import type { OperationForm, ResourceForm, OperationContext } from '../../shared/form/service-form';
import { asBatch } from '../batches';
import { allowanceAdvice, allowanceEntry, catalogBody } from '../checks';

/** An entry is saved even where Ottimate warns: the warnings stay in the item and are shown beside the node. */
async function withWarnings({ context }: OperationContext, items: CallItem[]): Promise<CallItem[]> {
	const warnings = items
		.flatMap(({ json }) => (Array.isArray(json.warnings) ? json.warnings : []))
		.map((warning: unknown) => (isRecord(warning) ? String(warning.message) : String(warning)));
	if (warnings.length > 0) {
		context.addExecutionHints?.({
			message: `Ottimate saved the catalog entry with warnings: ${warnings.join('; ')}`,
			location: 'outputPane',
		});
	}
	return items;
}

const bulk: OperationForm = {
	...asBatch,
	shape: (item, values) => catalogBody(item, asBatch.shape(item, values)),
};

const MOST = counted(CATALOG_RECORDS_PER_CALL);

export const catalog: Readonly<Record<string, ResourceForm>> = {
	catalogAllowance: {
		name: 'Catalog Allowance',
		simplify: [
			'id',
			'catalog_entry_id',
			'allowance_type',
			'amount',
			'unit_allowance',
			'target_type',
			'ottimate_location_id',
			'start_date',
			'end_date',
			'reference_id',
		],
		operations: {
			create: { shape: allowanceEntry, advice: allowanceAdvice },
			upsertMany: {
				...bulk,
				description: `Create or update up to ${MOST} allowances as a batch`,
			},
		},
	},
	catalogEntry: {
		name: 'Catalog Entry',
		plural: 'Catalog Entries',
		simplify: [
			'id',
			'item_name',
			'sku',
			'upc',
			'pack_size',
			'uom',
			'price',
			'erp_vendor_id',
			'prices',
			'allowances',
		],
		operations: {
			upsert: {
				description: 'Create a new record, or update the current one if it already exists (upsert)',
				afterResponse: withWarnings,
			},
			update: { afterResponse: withWarnings },
			upsertMany: {
				...bulk,
				description: `Create or update up to ${MOST} catalog entries as a batch`,
			},
		},
	},
	catalogPrice: {
		name: 'Catalog Price',
		simplify: [
			'id',
			'catalog_entry_id',
			'price',
			'unit_price',
			'price_type_display',
			'ottimate_location_id',
			'ottimate_group_id',
			'start_date',
			'end_date',
			'reference_id',
		],
		operations: {
			createMany: {
				...bulk,
				action: 'Create many catalog prices',
				description: `Create up to ${MOST} prices as a batch. Prices that already exist are skipped.`,
			},
		},
	},
	priceVariance: {
		name: 'Price Variance',
		operations: {
			getInvoiceItems: { action: 'Get invoice lines of price variance' },
		},
	},
	varianceBatch: {
		name: 'Variance Batch',
		plural: 'Variance Batches',
		operations: {
			export: { name: 'Mark as Exported', action: 'Mark variance batch as exported' },
		},
	},
};
