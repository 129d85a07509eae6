import type { EndpointRow } from '../../transport/types';
import { accounts, batches, tokens } from './endpoints/accounts';
import { catalog } from './endpoints/catalog';
import { invoices } from './endpoints/invoices';
import { dimensions, vendors } from './endpoints/masterData';
import { purchaseOrders, receipts } from './endpoints/purchasing';

export const endpoints: readonly EndpointRow[] = [
	...accounts,
	...vendors,
	...dimensions,
	...purchaseOrders,
	...receipts,
	...invoices,
	...catalog,
	...batches,
	...tokens,
];
