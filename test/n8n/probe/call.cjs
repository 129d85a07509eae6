'use strict';

const seen = new WeakSet();

/**
 * Tells the recorder that n8n calls the node, and does what the recorder answers.
 *
 * @param context the functions that n8n gives to the call
 * @returns {Promise<{ result?: boolean, items?: object[] }>}
 */
exports.call = async function call(context, name) {
	const memory = context.getWorkflowStaticData('node');
	const activation = context.getActivationMode?.();
	// n8n keeps one context for all polls of an activation.
	const isFirst = !seen.has(context);
	seen.add(context);
	const answer = await fetch(context.getNodeParameter('recorder'), {
		method: 'POST',
		headers: { 'content-type': 'application/json', connection: 'close' },
		body: JSON.stringify({
			node: context.getNode().name,
			call: name,
			activation,
			mode: context.getMode(),
			isFirst,
			memory,
		}),
	});
	const { set, ...rest } = await answer.json();
	Object.assign(memory, set);
	return rest;
};

exports.description = (name, more) => ({
	displayName: name,
	name: name.charAt(0).toLowerCase() + name.slice(1),
	group: ['trigger'],
	version: 1,
	description: 'Tells a recorder what n8n calls',
	defaults: { name },
	inputs: [],
	outputs: ['main'],
	properties: [
		{ displayName: 'Recorder', name: 'recorder', type: 'string', default: '' },
		{ displayName: 'Selection', name: 'selection', type: 'string', default: '' },
		...(more.properties ?? []),
	],
	...(more.polling ? { polling: true } : {}),
	...(more.webhooks ? { webhooks: more.webhooks } : {}),
});

exports.webhooks = [
	{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
];

exports.poll = async function poll() {
	const { items } = await exports.call(this, 'poll');
	return items ? [items.map((json) => ({ json }))] : null;
};

const hook = (name) =>
	async function () {
		return (await exports.call(this, name)).result ?? false;
	};

exports.webhookMethods = {
	default: {
		checkExists: hook('checkExists'),
		create: hook('create'),
		delete: hook('delete'),
	},
};

exports.webhook = async function webhook() {
	await exports.call(this, 'webhook');
	return { workflowData: [[{ json: this.getBodyData() }]] };
};
