import { readFileSync } from 'node:fs';
import type { SandboxState } from '../core/state.mts';
import type { ServiceModule } from '../core/types.mts';
import { CALLS } from './calls.mts';
import { escape, tableHtml } from './html.mts';

const MINUTE = 60;

const beside = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

interface Button {
	label: string;
	/** Below /__sandbox, with the method before it. */
	call: string;
	body?: object;
}

/** The page that shows what happens in the sandbox, and lets one make things happen. */
export function sandboxPage(state: SandboxState): string {
	const { services } = state;
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sandbox</title><link rel="icon" href="data:,"><style>${beside('page.css')}</style></head><body>
<h1>Sandbox</h1>
<p>${services.map(({ name }) => escape(name)).join(', ')}: simulated on this machine. Nothing leaves it.</p>
<h2 id="try">Try it</h2>
<p>Press a button and look at the executions in n8n, or at the requests below.</p>
${tableHtml(services.map((service) => [`<b>${escape(service.name)}</b>`, buttonsOf(service).map(buttonHtml).join(' ')]))}
<p>${buttonHtml({ label: 'Everything works again', call: 'DELETE faults' })} <output id="done"></output></p>
<h2 id="requests">Last requests</h2>
<table id="log"><thead><tr><th>Time</th><th>Service</th><th>Request</th><th>Answer</th></tr></thead><tbody></tbody></table>
<h2 id="credentials">What to type into a credential</h2>
<p>Choose the environment <b>Custom</b>.</p>
${services.map((service) => serviceHtml(state, service)).join('\n')}
<h2 id="steering">Steering</h2>
${CALLS.map(([call, meaning, example]) => callHtml(state.origin(), call, meaning, example)).join('\n')}
<script>${beside('live.js')}</script>
</body></html>`;
}

function buttonsOf({ id, actions = [] }: ServiceModule): Button[] {
	const broken = (status: number, label: string): Button => ({
		label,
		call: 'POST faults',
		body: { service: id, status, seconds: MINUTE, headers: { 'retry-after': '5' } },
	});
	return [
		...actions.map(({ id: action, label }) => ({
			label,
			call: 'POST actions',
			body: { service: id, action },
		})),
		{
			label: 'Expire all access tokens',
			call: 'POST tokens/expire',
			body: { service: id, kinds: ['access'] },
		},
		broken(429, 'Answer 429 for a minute'),
		broken(503, 'Be away for a minute'),
	];
}

function buttonHtml({ label, call, body }: Button): string {
	const data = body ? ` data-body="${escape(JSON.stringify(body))}"` : '';
	return `<button type="button" data-call="${call}"${data}>${escape(label)}</button>`;
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
	return `<h3>${escape(service.name)}</h3>
${tableHtml(addresses)}
${tableHtml(secrets)}
<details><summary>Data and variants</summary><ul>${service.notes.map((note) => `<li>${escape(note)}</li>`).join('')}</ul></details>
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
