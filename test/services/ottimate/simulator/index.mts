import { table } from '../../../sandbox/core/router.mts';
import type { ServiceModule } from '../../../sandbox/core/types.mts';
import { actions } from './actions.mts';
import { secrets } from './auth.mts';
import { accountOperations } from './routes/accounts.mts';
import { batchOperations } from './routes/batches.mts';
import { catalogPartOperations } from './routes/catalog-parts.mts';
import { dimensionOperations } from './routes/dimensions.mts';
import { entryOperations } from './routes/entries.mts';
import { exportOperations } from './routes/exports.mts';
import { intakeOperations } from './routes/intake.mts';
import { invoiceOperations } from './routes/invoices.mts';
import { orderOperations } from './routes/orders.mts';
import { receiptOperations } from './routes/receipts.mts';
import { varianceOperations } from './routes/variances.mts';
import { vendorOperations } from './routes/vendors.mts';
import type { Operation } from './serve.mts';
import { guard, toRoute, unknownPath } from './serve.mts';
import { resetState } from './state.mts';

const operations: Operation[] = [
	...accountOperations,
	...vendorOperations,
	...dimensionOperations,
	...orderOperations,
	...receiptOperations,
	...invoiceOperations,
	...intakeOperations,
	...exportOperations,
	...entryOperations,
	...catalogPartOperations,
	...varianceOperations,
	...batchOperations,
];

export const ottimate: ServiceModule = {
	id: 'ottimate',
	name: 'Ottimate',
	mounts: { '/ottimate/v1': 'https://sandbox-api.ottimate.com/v1' },
	secrets,
	defaults: { tokenLifetimeSeconds: 3600 },
	register(app, context) {
		const routes = operations.map((operation) => toRoute(context, operation));
		table(app, '/ottimate/v1', routes, {
			authorize: guard(context),
			notFound: unknownPath(context),
		});
	},
	reset: resetState,
	actions,
	notes: [
		'Two accounts (racc_9083, racc_9084), companies 123, 124, 131, 132, locations 456 to 463; 300 vendors, 120 dimensions, 400 purchase orders, 200 receipts, 1,200 invoices, 150 catalog entries.',
		'Out of scope (403): account racc_9900, company 900, location 990, vendor 9001, invoice 99000000-0000-4000-8000-000000000001.',
		'An upload is listed twice, then it is an invoice. A batch needs three looks at it (its progress, or the list) until it is completed.',
		'The integer that the export calls want is the last part of an invoice link: https://sandbox.ottimate.com/i/101 is 101.',
		'A new allowance names its catalog entry by number, as the API reference has it: 17 is cte_17; everywhere else the ID is the text.',
		'A change of an invoice takes 40 ms; a second one in that time is answered 412. A call with an Idempotency-Key takes 40 ms; the same key in that time is answered 409.',
		'custom_fields of invoices: cost_center and project_code are configured for racc_9083, nothing for racc_9084.',
		'Variants: reference-scope (the token answer says scope "read write"), stale-detail (the invoice detail comes from a cache of five minutes).',
		'With quotas on: 1,000 calls a second and 10,000 a day for an API key, then 429.',
	],
	routes: () => operations.map(({ method, path }) => ({ method, path })),
};
