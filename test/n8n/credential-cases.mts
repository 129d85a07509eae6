import { tested } from '../services/index.mts';
import type { CredentialTypeName } from './credentials.mts';

/** A credential type that signs by itself: what a person sees of it, and how it is tried out. */
export interface CredentialCase {
	type: CredentialTypeName;
	/** What a person searches for, and the name found. */
	service: string;
	displayName: string;
	/** A typed secret, and what the test says when it is wrong: what happened, then what to do. */
	secret: string;
	words: RegExp;
	/** A harmless call. */
	endpoint: string;
	/** Typed secrets and what a token looks like: never readable in the browser. */
	hidden: RegExp;
	/** It exchanges tokens. */
	exchanges: boolean;
	/** A test with a token that is still good proves the token alone. */
	singleUse: boolean;
}

/** The words of the catalogue for the call that the test button makes. */
function endpointOf(method: string, path: string, host?: string): string {
	return host === undefined ? `${method} ${path}` : `${method} ${host}:${path}`;
}

export const CREDENTIAL_CASES: readonly CredentialCase[] = tested.flatMap(
	({ outputs, credentials, simulator }) =>
		credentials.flatMap(({ type, credential, masked, secret, refused, token, test }) => {
			const { provider } = outputs.form;
			const profile = provider.credentials.find(({ name }) => name === type);
			if (!profile || test === undefined) return [];
			const { method, path, host } = profile.probe;
			const secrets = masked.flatMap((name) => simulator.secrets[name] ?? []);
			return [
				{
					type,
					service: profile.service,
					displayName: credential.displayName,
					secret,
					words: refused,
					endpoint: endpointOf(method, path, host),
					hidden: new RegExp(secrets.join('|')),
					exchanges: token !== undefined,
					singleUse: token?.singleUse === true,
				},
			];
		}),
);
