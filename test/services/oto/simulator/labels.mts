import type { Route } from '../../../sandbox/core/router.mts';
import { queryText } from '../../../sandbox/core/request.mts';
import { send } from '../../../sandbox/core/wire.mts';
import { state } from './state.mts';

/** Labels: public, whoever has the link. */
export const labelRoutes: Route[] = [
	{
		method: 'GET',
		path: '/print/awb',
		auth: false,
		handler: (request, reply) => {
			const id = queryText(request, 'enc')?.replace(/^sandbox/, '');
			const order = state.orders.find((row) => String(row.id) === id);
			if (!order?.shipment) return send(reply, { status: 404, body: 'Not found' });
			const bytes = Buffer.from(`%PDF-1.4\n% label of ${order.orderId} \xE9\n%%EOF\n`, 'latin1');
			return send(reply, { status: 200, bytes, contentType: 'application/pdf' });
		},
	},
];
