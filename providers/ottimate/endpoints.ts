import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import { accounts, batches, tokens } from './endpoints/accounts';
import { catalogEntries } from './endpoints/catalog-entries';
import { catalogPrices } from './endpoints/catalog-prices';
import { invoiceExports } from './endpoints/invoice-exports';
import { invoiceIntake } from './endpoints/invoice-intake';
import { invoices } from './endpoints/invoices';
import { dimensions, vendors } from './endpoints/master-data';
import { purchaseOrders, receipts } from './endpoints/purchasing';
import { variances } from './endpoints/variances';

export const endpoints: readonly EndpointDefinition[] = [
	...accounts,
	...vendors,
	...dimensions,
	...purchaseOrders,
	...receipts,
	...invoices,
	...invoiceIntake,
	...invoiceExports,
	...catalogEntries,
	...catalogPrices,
	...variances,
	...batches,
	...tokens,
];
