'use strict';

const { description, poll } = require('./call.cjs');

/** Polls. */
exports.PollProbe = class PollProbe {
	description = description('PollProbe', { polling: true });

	poll = poll;
};
