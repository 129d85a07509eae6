import type { JsonObject } from '../../../../sandbox/core/wire.mts';
import { isFilled } from '../../../../sandbox/core/wire.mts';
import type { Call } from '../call.mts';
import { idText } from '../find.mts';
import { text } from '../new-orders.mts';
import { coded } from '../refusals.mts';
import type { Hook } from '../records.mts';
import type { Operation } from '../serve.mts';
import { done } from '../serve.mts';
import { nextNumber, state } from '../state.mts';
import { isWebhookType } from '../webhooks.mts';

const maxHooks = 10;

function typeOf(body: JsonObject): string {
	if (body.webhookType === undefined) return 'orderStatus';
	if (body.webhookType === 'walletTransactions') return 'walletTransaction';
	if (!isWebhookType(body.webhookType)) throw coded('OTO1010');
	return body.webhookType;
}

function fieldsOf(body: JsonObject, own?: Hook): Omit<Hook, 'id'> {
	const { method, url } = body;
	if (!isFilled(method) || !isFilled(url) || !/^(post|put)$/i.test(method)) throw coded('OTO1121');
	if (text(body.secretKey).length > 255) throw coded('OTO1123');
	if (text(body.authorizationKey).length > 255) throw coded('OTO1124');
	if (state.hooks.some((hook) => hook !== own && hook.url === url)) throw coded('OTO1122');
	return {
		method,
		url,
		webhookType: typeOf(body),
		secretKey: text(body.secretKey),
		authorizationKey: text(body.authorizationKey),
		timestampFormat: text(body.timestampFormat),
		orderPrefix: text(body.orderPrefix),
	};
}

function register(call: Call) {
	const fields = fieldsOf(call.body());
	if (state.hooks.length >= maxHooks) throw coded('OTO1120');
	const id = nextNumber('webhook', 58);
	state.hooks.push({ id, ...fields });
	return done({ id: String(id), message: 'webhook has been created' });
}

function list(call: Call) {
	const id = call.text('id');
	const hooks = state.hooks.filter((hook) => id === undefined || String(hook.id) === id);
	return done({
		webhooks: hooks.map(({ webhookType: _hidden, ...shown }) => shown),
	});
}

function named(id: string | undefined): Hook {
	const hook = state.hooks.find((row) => String(row.id) === id);
	if (!hook) throw coded('OTO1125');
	return hook;
}

function update(call: Call) {
	const body = call.body();
	const hook = named(idText(body.id));
	Object.assign(hook, fieldsOf(body, hook));
	return done({ message: 'webhook has been updated' });
}

function remove(call: Call) {
	const hook = named(call.text('id'));
	state.hooks.splice(state.hooks.indexOf(hook), 1);
	return done({ message: 'webhook has been deleted' });
}

export const webhookOperations: Operation[] = [
	{ method: 'POST', path: '/webhook', work: register },
	{ method: 'GET', path: '/webhook', work: list },
	{ method: 'PUT', path: '/webhook', work: update },
	{ method: 'DELETE', path: '/webhook', work: remove },
];
