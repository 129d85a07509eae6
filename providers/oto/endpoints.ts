import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import { account, marketplace, transactions } from './endpoints/account';
import { carriers, places } from './endpoints/carriers';
import { orders } from './endpoints/orders';
import { prices } from './endpoints/prices';
import { brands, drivers, pickupLocations, salesChannels, webhooks } from './endpoints/setup';
import { returns, shipments } from './endpoints/shipments';
import { products, stock } from './endpoints/stock';

export const endpoints: readonly EndpointDefinition[] = [
	...account,
	...transactions,
	...marketplace,
	...orders,
	...prices,
	...shipments,
	...returns,
	...carriers,
	...places,
	...pickupLocations,
	...brands,
	...salesChannels,
	...products,
	...stock,
	...drivers,
	...webhooks,
];
