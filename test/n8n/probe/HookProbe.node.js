'use strict';

const { description, webhook, webhookMethods, webhooks } = require('./call.cjs');

/** Takes calls of a webhook. */
exports.HookProbe = class HookProbe {
	description = description('HookProbe', { webhooks });

	webhookMethods = webhookMethods;

	webhook = webhook;
};
