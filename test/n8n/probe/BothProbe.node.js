'use strict';

const { description, poll, webhook, webhookMethods, webhooks } = require('./call.cjs');

const pollTimes = {
	displayName: 'Poll Times',
	name: 'pollTimes',
	type: 'hidden',
	default: { item: [{ mode: 'everyMinute' }] },
};

/** Takes calls of a webhook, and polls on a schedule that the editor does not show. */
exports.BothProbe = class BothProbe {
	description = description('BothProbe', { webhooks, properties: [pollTimes] });

	poll = poll;

	webhookMethods = webhookMethods;

	webhook = webhook;
};
