import type { SandboxState } from './state.mts';
import type { ServiceModule } from './types.mts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2330}
h2{margin-top:2.5rem;border-bottom:1px solid #d5dae3}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.25rem .75rem .25rem 0;vertical-align:top}code{font-size:.9em;background:#eef1f6;padding:.1em .3em}
pre{background:#eef1f6;padding:.75rem;overflow:auto}`;

/** Steering calls: method and path, what it does, an example body. */
const CALLS: ReadonlyArray<readonly [call: string, meaning: string, example?: object]> = [
	[
		'POST /__sandbox/reset',
		'Everything back to the seed: tokens, log, faults, quotas, configuration, secrets, data, clock.',
	],
	[
		'GET /__sandbox/log?service=&kind=&since=',
		'The requests as they came over the wire. kind is token or call; since is a running number.',
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
		{ service: 'doo' },
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
		{ service: 'doo', clientSecret: 'another-secret' },
	],
	['GET /__sandbox/faults', 'The injected faults with what is left of them.'],
	[
		'POST /__sandbox/faults',
		'Injects a fault (or several: {"faults":[...]}). It picks requests by service, kind, method, path (a regular expression below the base), skip and times (default 1). What it does: status with headers, body, contentType; echo says back what came in; delayMs before the headers; bodyDelayMs before the body; reset before or after; truncate; malform; gzipDamage. truncate with the header transfer-encoding: chunked leaves the last chunk out instead of sending too little for the length.',
		{
			service: 'oto',
			path: '^/orderDetails',
			status: 503,
			headers: { 'retry-after': '1' },
			body: { message: 'down' },
			times: 2,
		},
	],
	['DELETE /__sandbox/faults', 'Takes all faults away.'],
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

/** The page that explains the sandbox. */
export function sandboxPage(state: SandboxState): string {
	const calls = CALLS.map(([call, meaning, example]) =>
		callHtml(state.origin(), call, meaning, example),
	);
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sandbox</title><style>${STYLE}</style></head><body>
<h1>Sandbox</h1>
<p>${state.services.map(({ name }) => escape(name)).join(', ')}: simulated on this machine. Nothing leaves it.</p>
${state.services.map((service) => serviceHtml(state, service)).join('\n')}
<h2>Steering</h2>
${calls.join('\n')}
</body></html>`;
}

function serviceHtml(state: SandboxState, service: ServiceModule): string {
	const addresses = Object.entries(service.mounts).map(([prefix, meaning]) => [
		`<code>${escape(state.origin() + prefix)}</code>`,
		escape(meaning),
	]);
	const secrets = Object.entries(state.secrets(service.id)).map(([name, value]) => [
		escape(name),
		`<code>${escape(value)}</code>`,
	]);
	return `<h2>${escape(service.name)}</h2>
${tableHtml(addresses)}
<h3>Secrets</h3>
${tableHtml(secrets)}
<ul>${service.notes.map((note) => `<li>${escape(note)}</li>`).join('')}</ul>
<details><summary>${service.routes().length} routes</summary><pre>${escape(routesText(service))}</pre></details>`;
}

function routesText(service: ServiceModule): string {
	return service
		.routes()
		.map(({ method, path }) => `${method.padEnd(7)}${path}`)
		.join('\n');
}

function callHtml(origin: string, call: string, meaning: string, example?: object): string {
	const [method = 'GET', path = ''] = call.split(' ');
	const data = example ? ` -d '${JSON.stringify(example)}'` : '';
	const command = `curl -X ${method} '${origin}${path}'${data}`;
	return `<h3><code>${escape(call)}</code></h3><p>${escape(meaning)}</p><pre>${escape(command)}</pre>`;
}

function tableHtml(rows: string[][]): string {
	const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
	return `<table>${body.join('')}</table>`;
}

/** Text made safe for HTML, in attributes too. */
export function escape(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
