import { UserError } from 'n8n-workflow';

import type { CredentialData } from '../contracts/credential';
import { customBaseUrl } from '../http/url';

/**
 * The base URL of the credential's environment.
 *
 * @param known base URLs of the service's own environments
 * @throws UserError for a custom environment without a usable base URL
 */
export function environmentUrl(
	credentials: CredentialData,
	known: Readonly<Record<string, string>>,
): string {
	const environment = String(credentials.environment || 'production');
	if (environment === 'custom') return customBaseUrl(credentials.baseUrl, 'Base URL');
	const url = known[environment];
	if (url === undefined) throw new UserError(`"Environment" cannot be "${environment}"`);
	return url;
}

/** A typed value without surrounding spaces, which copying often adds. */
export function trimmed(credentials: CredentialData, field: string): string {
	const value = credentials[field];
	return typeof value === 'string' ? value.trim() : '';
}
