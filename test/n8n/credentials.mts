import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Secrets, ServiceId } from '../sandbox/core/types.mts';
import type { Sandbox } from '../sandbox/server.mts';

/** The package's credential types, each with its service. */
export const SERVICE_OF = {
	dooApi: 'doo',
	ootiApi: 'ooti',
	ootiJwtApi: 'ooti',
	otesseApi: 'otesse',
	otesseAppApi: 'otesse',
	otesseOAuth2Api: 'otesse',
	otoApi: 'oto',
	ottimateApi: 'ottimate',
} as const satisfies Record<string, ServiceId>;

export type CredentialTypeName = keyof typeof SERVICE_OF;

export const CREDENTIAL_TYPES = Object.keys(SERVICE_OF) as CredentialTypeName[];

/** Which of a service's secrets a person types into which field: the names are the same. */
const TYPED: Record<CredentialTypeName, readonly string[]> = {
	dooApi: ['apiKey', 'clientId', 'clientSecret'],
	ootiApi: ['apiToken'],
	ootiJwtApi: ['username', 'password'],
	otesseApi: ['apiKey'],
	otesseAppApi: ['clientId', 'clientSecret', 'redirectUri'],
	otesseOAuth2Api: ['clientId', 'clientSecret'],
	otoApi: ['refreshToken'],
	ottimateApi: ['apiKey', 'clientId', 'clientSecret'],
};

/** What a person would type to reach the sandbox: its base URLs and seeded secrets. */
export async function sandboxCredential(
	sandbox: Sandbox,
	type: CredentialTypeName,
): Promise<ICredentialDataDecryptedObject> {
	const service = SERVICE_OF[type];
	const secrets = (await sandbox.steer('GET', `secrets?service=${service}`)) as Secrets;
	const typed: ICredentialDataDecryptedObject = {
		environment: 'custom',
		baseUrl: urlOf(sandbox, service),
	};
	for (const field of TYPED[type]) {
		const secret = secrets[field];
		if (secret === undefined) throw new Error(`The sandbox has no secret ${service}.${field}`);
		typed[field] = secret;
	}
	if (type === 'dooApi') typed.graphqlUrl = urlOf(sandbox, 'doo-gql');
	if (type === 'otesseAppApi' || type === 'otesseOAuth2Api') {
		typed.authBaseUrl = urlOf(sandbox, 'otesse-auth');
	}
	if (type === 'otesseAppApi') typed.authorizationCode = await otesseCode(sandbox);
	return typed;
}

/** A fresh authorization code, as if a person had allowed the app in a browser. */
export async function otesseCode(sandbox: Sandbox): Promise<string> {
	const { code } = (await sandbox.steer('POST', 'otesse/code', {})) as { code: string };
	return code;
}

export function urlOf(sandbox: Sandbox, name: string): string {
	const url = sandbox.baseUrls[name];
	if (url === undefined) throw new Error(`The sandbox has no base URL ${name}`);
	return url;
}
