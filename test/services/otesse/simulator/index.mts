import { listed, table } from '../../../sandbox/core/router.mts';
import type { Handler, ServiceModule } from '../../../sandbox/core/types.mts';
import { actions } from './actions.mts';
import { guarded, LIMITED_SCOPES, passesLimit, SCOPES } from './access.mts';
import { bookingRoutes } from './bookings.mts';
import { customerRoutes } from './customers.mts';
import { emit } from './emit.mts';
import { refuseUnknown } from './errors.mts';
import { invoiceRoutes } from './invoices.mts';
import { authRoutes, codeRoute, decisionRoute } from './oauth.mts';
import { serviceRoutes } from './services.mts';
import { resetStore } from './store.mts';
import { webhookRoutes } from './webhooks.mts';

const apiRoutes = [
	...bookingRoutes,
	...customerRoutes,
	...invoiceRoutes,
	...serviceRoutes,
	...webhookRoutes,
].map(guarded);

const notFound: Handler = (_request, reply) => refuseUnknown(reply, 'resource');

const apiNotFound: Handler = (request, reply) =>
	passesLimit(request, reply, '') ? refuseUnknown(reply, 'resource') : reply;

export const otesse: ServiceModule = {
	id: 'otesse',
	name: 'Otesse',
	mounts: {
		'/otesse/v1': 'API (api.otesse.com/v1)',
		'/otesse-auth': 'Authorization host (auth.otesse.com)',
	},
	secrets: {
		apiKey: 'sandbox-otesse-full-key',
		limitedApiKey: 'sandbox-otesse-limited-key',
		clientId: 'sandbox-otesse-client-id',
		clientSecret: 'sandbox-otesse-client-secret',
		clientName: 'Sandbox Application',
		redirectUri: 'https://example.com/callback',
		scope: SCOPES.join(' '),
	},
	defaults: { tokenLifetimeSeconds: 3600, variant: 'lenient' },
	register(app) {
		table(app, '/otesse/v1', apiRoutes, { notFound: apiNotFound });
		table(app, '/otesse-auth', [...authRoutes, decisionRoute], { notFound });
		table(app, '', [codeRoute]);
	},
	reset: resetStore,
	emit,
	actions,
	notes: [
		`The second API key may only do: ${LIMITED_SCOPES.join(', ')}.`,
		'Redirect URIs: every http address on 127.0.0.1 or localhost, and the one among the secrets.',
		'A code without a browser: POST /__sandbox/otesse/code with {"redirectUri"?, "scope"?}; it lives ten minutes and works once.',
		'Variant lenient (default): the token endpoint takes JSON and form encoding. Variant json-only: form encoding gets invalid_request.',
		'Variant api-errors: the token endpoint refuses in the form of the API, 401 invalid_api_key.',
		'Variant set-b-limits: the other documented 429 body. Variant set-b-webhooks: the other documented delivery form, with X-Webhook-Signature and a test event after a registration.',
		'Variant https-only: no receivers on this machine. Variants can be combined, separated by spaces.',
		'Rotation none answers a refresh without a refresh token; grace keeps the old one for 60 seconds; strict ends it at once.',
		'With quotas on: 100 requests a minute and 20 a second for each credential. The headers are always there.',
		'Seed: 300 customers, 500 bookings, 400 invoices, four zones (zone_01HQEUGENE and so on), coupons WELCOME10 and SPRING25. Lists are newest first.',
		'Required to create: a booking needs customer_id, industry and scheduled_at; a customer first_name, last_name and email; an invoice customer_id and line_items. This, the 409 and 422 cases and the answers of availability, webhook list and deliveries are ours.',
		'Changes through the API send their events (customer.created and so on). Emitting: the payload may hold record_id, id, created_at, data, previous_data and test.',
		'Eight attempts over 44.5 hours: set timeCompression to 1000000 or more to see the end.',
	],
	routes: () => listed([...apiRoutes, ...authRoutes]),
};
