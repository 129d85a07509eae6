import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import { bookings } from './endpoints/bookings';
import { customers } from './endpoints/customers';
import { invoices } from './endpoints/invoices';
import { oauth } from './endpoints/oauth';
import { services } from './endpoints/services';
import { webhooks } from './endpoints/webhooks';

export const endpoints: readonly EndpointDefinition[] = [
	...bookings,
	...customers,
	...invoices,
	...services,
	...webhooks,
	...oauth,
];
