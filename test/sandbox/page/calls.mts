/** Steering calls: method and path, what it does, an example body. */
export const CALLS: ReadonlyArray<readonly [call: string, meaning: string, example?: object]> = [
	[
		'POST /__sandbox/reset',
		'Everything back to the seed: tokens, log, faults, quotas, configuration, secrets, data, clock.',
	],
	[
		'GET /__sandbox/log?service=&kind=&since=&last=',
		'The requests as they came over the wire. kind is token or call; since is a running number, last how many of the newest are wanted.',
	],
	['DELETE /__sandbox/log', 'Forgets the entries and the counts.'],
	[
		'GET /__sandbox/stats',
		'Counts for each service: token requests, calls, statuses (0: closed without an answer), requests in flight.',
	],
	['GET /__sandbox/config?service=', 'The configuration of one service or of all.'],
	[
		'POST /__sandbox/config',
		'Changes the configuration of a service.',
		{ service: 'otesse', rotation: 'strict', tokenLifetimeSeconds: 5 },
	],
	['GET /__sandbox/tokens?service=', 'The tokens that a service has issued, with their state.'],
	[
		'POST /__sandbox/tokens/expire',
		'Ends the life of all access tokens, or of the kinds named (access, refresh, code).',
		{ service: 'otesse' },
	],
	[
		'POST /__sandbox/tokens/revoke',
		'Revokes them.',
		{ service: 'otesse', kinds: ['access', 'refresh'] },
	],
	['GET /__sandbox/secrets?service=', 'The secrets of one service or of all.'],
	[
		'POST /__sandbox/secrets',
		'Changes secrets.',
		{ service: 'otesse', clientSecret: 'another-secret' },
	],
	['GET /__sandbox/faults', 'The injected faults with what is left of them.'],
	[
		'POST /__sandbox/faults',
		'Injects a fault (or several: {"faults":[...]}). It picks requests by service, kind, method, path (a regular expression below the base), skip, times (default 1) and seconds. What it does: status with headers, body, contentType; echo says back what came in; delayMs before the headers; bodyDelayMs before the body; reset before or after; truncate; malform; gzipDamage. truncate with the header transfer-encoding: chunked leaves the last chunk out instead of sending too little for the length.',
		{
			service: 'otesse',
			path: '^/bookings',
			status: 503,
			headers: { 'retry-after': '1' },
			body: { message: 'down' },
			times: 2,
		},
	],
	['DELETE /__sandbox/faults', 'Takes all faults away.'],
	[
		'POST /__sandbox/actions',
		'Does what the button of that name does: something happens at the service.',
		{ service: 'otesse', action: 'complete' },
	],
	[
		'POST /__sandbox/events',
		'Emits an event to the registered webhooks and waits for the end of all attempts; with wait: false it answers at once.',
		{ service: 'otesse', type: 'booking.created' },
	],
	[
		'GET /__sandbox/deliveries',
		'Every delivery with its attempts. Receivers must be on this machine.',
	],
	[
		'POST /__sandbox/settings',
		'timeCompression: waits between delivery attempts are divided by it (default 1000). advanceSeconds: moves the clock ahead.',
		{ timeCompression: 100000, advanceSeconds: 3600 },
	],
];
