import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import { accounts, batches, tokens } from './endpoints/accounts';
import { catalogEntries } from './endpoints/catalogEntries';
import { catalogPrices } from './endpoints/catalogPrices';
import { invoiceExports } from './endpoints/invoiceExports';
import { invoiceIntake } from './endpoints/invoiceIntake';
import { invoices } from './endpoints/invoices';
import { dimensions, vendors } from './endpoints/masterData';
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
