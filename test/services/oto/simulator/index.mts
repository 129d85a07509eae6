import { table } from '../../../sandbox/core/router.mts';
import type { ServiceModule } from '../../../sandbox/core/types.mts';
import { actions } from './actions.mts';
import { secrets } from './auth.mts';
import { appPath } from './data/orders.mts';
import { labelRoutes } from './labels.mts';
import { accountOperations } from './routes/account.mts';
import { carrierOperations } from './routes/carriers.mts';
import { feeOperations } from './routes/fees.mts';
import { goodsOperations } from './routes/goods.mts';
import { listOperations } from './routes/lists.mts';
import { marketplaceOperations } from './routes/marketplace.mts';
import { orderReadOperations } from './routes/order-reads.mts';
import { orderOperations } from './routes/orders.mts';
import { placeOperations } from './routes/places.mts';
import { shipmentOperations } from './routes/shipments.mts';
import { webhookOperations } from './routes/webhooks.mts';
import type { Operation } from './serve.mts';
import { guard, toRoute, unknownPath } from './serve.mts';
import { resetState } from './state.mts';
import { emitTo, eventPayload, isWebhookType } from './webhooks.mts';

const operations: Operation[] = [
	...accountOperations,
	...listOperations,
	...marketplaceOperations,
	...orderOperations,
	...orderReadOperations,
	...feeOperations,
	...shipmentOperations,
	...carrierOperations,
	...placeOperations,
	...goodsOperations,
	...webhookOperations,
];

export const oto: ServiceModule = {
	id: 'oto',
	name: 'OTO',
	mounts: {
		'/oto/rest/v2': 'https://api.tryoto.com/rest/v2',
		[appPath]: 'https://app.tryoto.com',
	},
	secrets,
	defaults: { tokenLifetimeSeconds: 3600 },
	register(app, context) {
		const routes = operations.map((operation) => toRoute(context, operation));
		table(app, '/oto/rest/v2', routes, { authorize: guard(context), notFound: unknownPath });
		table(app, appPath, labelRoutes);
	},
	reset: resetState,
	async emit(context, { type, payload }) {
		if (!isWebhookType(type)) throw new Error(`OTO has no event ${type}.`);
		return await emitTo(context, type, eventPayload(context, type, payload));
	},
	actions,
	notes: [
		'1,500 orders OID-1001 to OID-2500, eleven pickup locations, 230 products, three brands, 325 carriers, 704 cities of SA; the credit is 1578.46.',
		'A shipment request is taken at once and done after 40 ms; deliveryOptionId 2828, 56468, 56469, 56470 and 56471 work, any other one ends in a shipmentError webhook. 56470 (Pudo) refuses to cancel a shipment.',
		'Variants, several may be named with blanks between: quiet (a wrong refresh token is answered 200 with success false), required (400 OTO1083) and login (400 OTO1084, the default); empty-status (shipmentError is signed over orderId::timestamp); bearer-key (authorizationKey is sent with the word Bearer); free, starter, scale, pro, enterprise (plan of the account; without one nothing is refused).',
		'register and clientInfo need an access token that was exchanged for the marketplace token.',
		'The code that verifyMobileNumber accepts is 123456.',
		'Labels are PDF files of the web app at /oto-app/print/awb, open to whoever has the link.',
		'Events: orderStatus, shipmentError, newOrders, walletTransaction; keys of the payload replace the seeded ones, orderId chooses the order.',
		'With quotas on: 120 calls a minute, then 400 OTO1143 (no figure is documented).',
	],
	routes: () => operations.map(({ method, path }) => ({ method, path })),
};
