import type { INodeTypeDescription } from 'n8n-workflow';
import { services as packages } from '../../packages/services.mts';
import { table } from '../../test/markdown.mts';
import type { Certainty } from '../../transport/contracts/endpoint.ts';
import { hasBlock, inWords, withBlock } from './blocks.mts';
import type { KnownCredential, KnownService } from './known.mts';
import { exists, read } from './known.mts';
import type { Files } from './manifest.mts';
import { operationsTable } from './operations.mts';

const number = (value: number): string => (value === 0 ? 'none' : value.toLocaleString('en-US'));

const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/** Fields of every credential type, or of n8n itself. */
const COMMON = /^(environment|baseUrl|\w+Url|requestsPerSecond|requestsPerDay|processes)$/;

/** What a person types, by the labels of the form. */
function filledIn({ credential }: KnownCredential): string {
	const own = credential.properties
		.filter(({ name, type, displayOptions }) => {
			const always = displayOptions === undefined;
			return (
				type !== 'hidden' &&
				type !== 'notice' &&
				always &&
				(!COMMON.test(name) || name === 'tokenUrl')
			);
		})
		.map(({ displayName, name }) =>
			/Url$/.test(name) ? `${displayName} (optional)` : displayName,
		);
	return credential.extends
		? `Client ID, Client Secret, ${own.join(', ')}, then the connect button`
		: own.join(', ');
}

function doesByItself({ profile, credential }: KnownCredential): string {
	if (profile.summary) return profile.summary;
	if (credential.extends) return "n8n's own OAuth2.";
	return profile.grant
		? 'Gets its access token, renews it before it expires, and replaces a revoked one.'
		: 'Sends the key. There is nothing to renew.';
}

function readme(services: readonly KnownService[]): Record<string, string> {
	const intro = services.map(({ name, provider: { id, description } }) => {
		const [what = ''] = description.split(':');
		return `[**${name}**](docs/${id}.md) (${lower(what)})`;
	});
	const page = ({ name, provider: { id } }: KnownService) => `[${name}](docs/${id}.md)`;
	const credentials = services.flatMap((service) =>
		service.credentials.map((one) => [
			one.credential.displayName,
			page(service),
			filledIn(one),
			doesByItself(one),
		]),
	);
	const link = ({ displayName }: INodeTypeDescription, target: string) =>
		`[${displayName}](docs/${target})`;
	const actions = services.map(({ action: { description }, provider: { id } }) => [
		link(description, `${id}.md`),
		`${description.description}.`,
	]);
	const triggers = services.flatMap(({ trigger, provider: { id } }) =>
		trigger
			? [[link(trigger.description, `${id}.md#triggers`), `${trigger.description.description}.`]]
			: [],
	);
	const request = [
		'[Provider Request](docs/provider-request.md)',
		'Calls any endpoint of every service, from a list with a form for each, or by path.',
	];
	return {
		services: `${inWords(intro)}.`,
		credentials: table(
			['Name in n8n', 'Service', 'You fill in', 'What it does by itself'],
			credentials,
		),
		nodes: table(['Node', 'What it does'], [...actions, ...triggers, request]),
	};
}

function limits(services: readonly KnownService[]): string {
	const rows = services.map(({ name, credentials: [first] }) => {
		if (!first) throw new Error(`${name} has no credential type`);
		const { limits: known } = first.profile;
		const { requestsPerSecond, requestsPerMinute = 0, concurrency, requestsPerDay } = known;
		return [
			name,
			...[requestsPerSecond, requestsPerMinute, concurrency, requestsPerDay].map(number),
			`${known.source ?? 'nothing published'} (the concurrency limit is ours)`,
		];
	});
	return table(['Service', 'Per second', 'Per minute', 'Concurrent', 'Per day', 'Source'], rows);
}

const CERTAINTIES: ReadonlyArray<readonly [Certainty, string]> = [
	['official', 'Official'],
	['sdk', "From the service's own SDK"],
	['thirdParty', 'Third party'],
	['inferred', 'Inferred'],
	['contradictory', 'Sources contradict each other'],
];

function catalogue(services: readonly KnownService[]): string {
	const count = ({ provider: { endpoints } }: KnownService, wanted: Certainty) =>
		endpoints.filter(({ certainty }) => certainty === wanted).length;
	const used = CERTAINTIES.filter(([wanted]) => services.some((one) => count(one, wanted) > 0));
	const rows = services.map((service) => [
		service.name,
		String(service.provider.endpoints.length),
		...used.map(([wanted]) => String(count(service, wanted) || '')),
	]);
	return table(['Service', 'Endpoints', ...used.map(([, title]) => title)], rows);
}

function packageTable(services: readonly KnownService[]): string {
	const rows = services.map(({ provider, credentials, action, trigger }) => {
		const { packageName } = packages.find((one) => one.provider.id === provider.id) ?? {};
		const nodes = [action, ...(trigger ? [trigger] : [])].map(
			({ description }) => description.displayName,
		);
		return [
			`\`${String(packageName)}\``,
			[...nodes, `${provider.name} Request`].join(', '),
			credentials.map(({ credential }) => credential.displayName).join(', '),
		];
	});
	return table(['Package', 'Nodes', 'Credential types'], rows);
}

function limitWords({ name, credentials }: KnownService): string {
	const known = credentials[0]?.profile.limits;
	if (!known) throw new Error(`${name} has no credential type`);
	const { requestsPerSecond, requestsPerMinute, requestsPerDay, concurrency } = known;
	if (requestsPerSecond === 0) {
		return `${name} publishes no limit: the credential starts without one, and the pace adapts when the service refuses requests.`;
	}
	const parts = [
		`${number(requestsPerSecond)} ${requestsPerSecond === 1 ? 'request' : 'requests'} a second`,
		...(requestsPerMinute ? [`${number(requestsPerMinute)} a minute`] : []),
		...(requestsPerDay > 0 ? [`${number(requestsPerDay)} a day`] : []),
		`${number(concurrency)} at a time`,
	];
	return `The credential starts with ${inWords(parts)}. You can change these numbers there.`;
}

/** Parts of a service's own page, where it has a place for them. */
function servicePage(service: KnownService): Array<[file: string, text: string]> {
	const file = `docs/${service.provider.id}.md`;
	if (!exists(file)) return [];
	const blocks = {
		operations: () => operationsTable(service.action.description),
		limits: () => limitWords(service),
	};
	const text = Object.entries(blocks).reduce(
		(page, [name, content]) =>
			hasBlock(page, 'md', name) ? withBlock(page, 'md', name, content()) : page,
		read(file),
	);
	return [[file, text]];
}

/** The tables of the documents that follow from the services' own definitions. */
export function documentFiles(services: readonly KnownService[]): Files {
	const files: Files = new Map();
	const blocks: Record<string, Record<string, string>> = {
		'README.md': readme(services),
		'docs/limits.md': { limits: limits(services) },
		'docs/provider-request.md': { catalogue: catalogue(services) },
		'docs/packages.md': { packages: packageTable(services) },
	};
	for (const [file, parts] of Object.entries(blocks)) {
		const text = Object.entries(parts).reduce(
			(page, [name, content]) => withBlock(page, 'md', name, content),
			read(file),
		);
		files.set(file, text);
	}
	for (const [file, text] of services.flatMap(servicePage)) files.set(file, text);
	return files;
}
