import { UserError } from 'n8n-workflow';

import type { CredentialData } from '../contracts/credential';

/** n8n's messages about a host that the credential's "Allowed HTTP Request Domains" do not include, or about an empty list. */
const BLOCKED = /^(Domain not allowed|No allowed domains)\b/;

/** Whether n8n has refused a request because of the credential's allowed domains, however it has wrapped that. */
export function isDomainBlocked(error: unknown): boolean {
	let current: unknown = error;
	for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
		if (BLOCKED.test(current.message)) return true;
		current = current.cause;
	}
	return false;
}

/** The error's text. The list holds host names without ports. */
export function domainBlockedText(
	address: string,
	use: string,
): { message: string; description: string } {
	const { hostname } = new URL(address);
	return {
		message: `"Allowed HTTP Request Domains" of the credential do not include ${hostname}, ${use}`,
		description: `Add ${hostname} to "Allowed Domains" in the credential, or set "Allowed HTTP Request Domains" to All.`,
	};
}

/**
 * The option that makes n8n's request helpers apply the credential's "Allowed HTTP Request Domains": by themselves they do not.
 *
 * @throws UserError for an empty list, which the helpers would take for no list at all
 */
export function allowedDomainsOf({ allowedHttpRequestDomains, allowedDomains }: CredentialData): {
	allowedDomains?: string;
} {
	if (allowedHttpRequestDomains !== 'domains') return {};
	if (typeof allowedDomains === 'string' && allowedDomains.trim() !== '') return { allowedDomains };
	throw new UserError(
		'"Allowed HTTP Request Domains" of the credential is set to Specific Domains, but there are none',
		{ description: 'Fill in "Allowed Domains" in the credential, or choose All.' },
	);
}

/**
 * Those of the credential's own hosts that a person's list includes, by n8n's rules: host names without ports, separated by commas,
 * `*.` for all subdomains.
 *
 * @param hosts as `URL.hostname` has them
 */
export function hostsWithin(hosts: readonly string[], list: string | undefined): string[] {
	if (list === undefined) return [...hosts];
	const plain = (host: string) => host.trim().toLowerCase().replace(/\.$/, '');
	const rules = list.split(',').map(plain);
	return hosts.filter((host) =>
		rules.some((rule) =>
			rule.startsWith('*.')
				? rule.length > 2 && plain(host).endsWith(rule.slice(1))
				: rule === plain(host),
		),
	);
}
