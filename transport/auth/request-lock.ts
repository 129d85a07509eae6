import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { CredentialData, CredentialProfile } from '../contracts/credential';
import { isRecord } from '../core/json';
import { allowedDomainsOf, domainBlockedText, hostsWithin } from '../http/allowed-domains';
import { baseParts, isBelow } from '../http/url';

/** n8n's two option forms in one: HTTP Request still uses that of the request library, with `uri` and `rejectUnauthorized`. */
type AnyOptions = Readonly<Record<string, unknown>>;

/** No redirect is followed, in either form. */
export const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
};

const TRUST =
	'For a certificate authority of your own start n8n with NODE_EXTRA_CA_CERTS, which counts for all its requests.';

interface Route {
	/** Options as HTTP Request calls them. */
	what: string;
	chosen(options: AnyOptions, address: URL): boolean;
	advice: string;
}

/** What would lead a request, or the key to it, past the service. n8n's own proxy is set in its environment, not in a request. */
const ROUTES: readonly Route[] = [
	{
		what: 'the option "Proxy"',
		chosen: ({ proxy }) => Boolean(proxy),
		advice:
			'The proxy would see the credential. Remove the option; the proxy that n8n is started with (HTTP_PROXY, HTTPS_PROXY) is used all the same.',
	},
	{
		what: 'the option "Ignore SSL Issues"',
		chosen: ({ skipSslCertificateValidation, rejectUnauthorized, agentOptions }) =>
			Boolean(skipSslCertificateValidation) ||
			unchecked(rejectUnauthorized) ||
			(isRecord(agentOptions) && unchecked(agentOptions.rejectUnauthorized)),
		advice: `Any server could pass for the service and read the credential. Turn the option off. ${TRUST}`,
	},
	{
		what: 'the option "SSL Certificates"',
		chosen: ({ agentOptions }) =>
			isRecord(agentOptions) &&
			Object.entries(agentOptions).some(
				([name, value]) => name !== 'rejectUnauthorized' && value !== undefined,
			),
		advice: `Another server could pass for the service and read the credential. Turn the option off. ${TRUST}`,
	},
	{
		what: 'an agent of the request',
		chosen: ({ agent, httpAgent, httpsAgent }) => Boolean(agent || httpAgent || httpsAgent),
		advice: 'The agent would see the credential. Remove it.',
	},
	{
		what: 'a "Host" header for another host',
		chosen: ({ headers }, { host }) =>
			Object.entries(isRecord(headers) ? headers : {}).some(
				([name, value]) => name.toLowerCase() === 'host' && String(value).toLowerCase() !== host,
			),
		advice: 'The request could end at another customer of the same hosting company. Remove it.',
	},
];

function unchecked(rejectUnauthorized: unknown): boolean {
	return rejectUnauthorized !== undefined && rejectUnauthorized !== true;
}

/** An address may be a URL object. */
function textOf(value: unknown): string {
	return value === undefined || value === null ? '' : String(value).trim();
}

/**
 * The address of a request, joined as n8n joins it (axios does it, not as a browser would: the base's path stays). Undefined where
 * the parts can be read in two ways.
 */
function addressOf({ url, uri, baseURL }: AnyOptions): URL | undefined {
	const given = textOf(url) || textOf(uri);
	const base = textOf(baseURL);
	if (/^\/\/|^[^?#]*\\/.test(given) || base.includes('\\')) return undefined;
	const whole =
		base === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(given)
			? given
			: `${base.replace(/\/$/, '')}/${given.replace(/^\//, '')}`;
	return URL.canParse(whole) ? new URL(whole) : undefined;
}

function shown(address: URL | undefined): string {
	if (!address) return 'an address that cannot be read';
	return `${address.protocol}//${address.host}${address.pathname.slice(0, 80)}`;
}

/** n8n follows redirects to these hosts, on any port. Where the origin changes it leaves out Authorization, but no other header. */
function redirectRules(hosts: readonly string[], headerNames: readonly string[]) {
	const stripped = headerNames.every((name) => name.toLowerCase() === 'authorization');
	return {
		allowedDomains: hosts.join(', '),
		sendCredentialsOnCrossOriginRedirect: false,
		...(stripped ? {} : NO_REDIRECTS),
	};
}

/** Host names of all base URLs, each once. */
function hostNames(bases: readonly string[]): string[] {
	return [...new Set(bases.map((base) => baseParts(base).hostname))];
}

/**
 * The request with one whole address, which is checked: one of the credential's hosts and below that base URL's path, by no way of
 * the request's own, and with the redirects that n8n may follow limited to these hosts. What n8n sends is what was checked.
 *
 * @throws UserError that names the address or the option, and what to do
 */
export function lockedRequest(
	{ label, hosts, headers }: CredentialProfile,
	credentials: CredentialData,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	const given: AnyOptions = { ...options };
	const bases = Object.values(hosts(credentials));
	const address = addressOf(given);
	if (!address || !bases.some((base) => isBelow(address, base))) {
		throw new UserError(
			`The ${label} credential is only sent to ${bases.join(' and ')}, not to ${shown(address)}`,
			{ description: 'Correct the URL. For another environment set "Environment" to Custom.' },
		);
	}
	if (address.username || address.password) {
		throw new UserError(`The ${label} credential needs an address without user name and password`, {
			description: 'Remove what stands before "@" in the URL.',
		});
	}
	const route = ROUTES.find(({ chosen }) => chosen(given, address));
	if (route) {
		throw new UserError(`The ${label} credential cannot be used with ${route.what}`, {
			description: route.advice,
		});
	}

	const list = options.allowedDomains || allowedDomainsOf(credentials).allowedDomains;
	const allowed = hostsWithin(hostNames(bases), list);
	if (!allowed.includes(address.hostname)) {
		// HTTP Request of n8n 1.x looks at redirects only.
		const { message, description } = domainBlockedText(address.href, 'where this request goes');
		throw new UserError(`Domain not allowed: ${message}`, { description });
	}
	const names = Object.keys(headers?.(credentials) ?? {});
	const locked = { ...options, url: address.href, ...redirectRules(allowed, names) };
	if ('uri' in locked) Reflect.deleteProperty(locked, 'uri');
	if ('baseURL' in locked) Reflect.deleteProperty(locked, 'baseURL');
	return locked;
}
