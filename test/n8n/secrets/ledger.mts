import { SERVICE_OF } from '../credentials.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import type { IssuedToken, ServiceId } from '../../sandbox/core/types.mts';
import { store as doo } from '../../services/doo/simulator/store.mts';
import { store as otesse } from '../../services/otesse/simulator/store.mts';
import { state as oto } from '../../services/oto/simulator/state.mts';
import type { Secret, SecretKind } from './finder.mts';

const SERVICES: readonly ServiceId[] = [...new Set(Object.values(SERVICE_OF))];

/** The kinds of what a service's seed calls secrets; what is missing here is none: client ids, names, addresses. */
const SEEDED: Readonly<Record<string, SecretKind>> = {
	apiKey: 'API key',
	limitedApiKey: 'API key',
	apiToken: 'API key',
	readOnlyToken: 'API key',
	password: 'password',
	clientSecret: 'client secret',
	refreshToken: 'refresh token',
	marketplaceToken: 'told secret',
};

/** Where webhooks lead that no trigger has registered. */
export const MADE_BY_HAND = 'https://example.com/made-by-hand';

interface DeliveryRecord {
	service: ServiceId;
	headers: Record<string, string>;
}

/** Every secret that was in use while n8n worked against a sandbox. Collects: nothing is forgotten when a secret is replaced. */
export class SecretLedger {
	private readonly known = new Map<string, Secret>();

	constructor(private readonly sandbox: Sandbox) {}

	get secrets(): Secret[] {
		return [...this.known.values()];
	}

	add(secret: Secret): void {
		if (!this.known.has(secret.value)) this.known.set(secret.value, secret);
	}

	/** Takes in what the sandbox knows at the moment. */
	async collect(): Promise<void> {
		for (const service of SERVICES) {
			await this.collectTyped(service);
			await this.collectTokens(service);
		}
		this.collectRegistrations();
		await this.collectReceiverTokens();
	}

	private async collectTyped(service: ServiceId): Promise<void> {
		const seeded = (await this.sandbox.steer('GET', `secrets?service=${service}`)) as Record<
			string,
			string
		>;
		for (const [name, value] of Object.entries(seeded)) {
			const kind = SEEDED[name];
			if (kind) this.add({ service, kind, value });
		}
	}

	private async collectTokens(service: ServiceId): Promise<void> {
		const { tokens } = (await this.sandbox.steer('GET', `tokens?service=${service}`)) as {
			tokens: IssuedToken[];
		};
		for (const { kind, value } of tokens) {
			// A code is good for one exchange, and stands open in the credential.
			if (kind === 'code') continue;
			this.add({ service, kind: kind === 'access' ? 'access token' : 'refresh token', value });
		}
	}

	/** What only the services' own memory has: Otesse tells the secret of a registration in its answer. */
	private collectRegistrations(): void {
		const add = (service: ServiceId, value: string | null | undefined) => {
			if (value) this.add({ service, kind: 'registration', value });
		};
		for (const { secret, url } of otesse.webhooks) {
			if (url === MADE_BY_HAND) this.add({ service: 'otesse', kind: 'told secret', value: secret });
			else add('otesse', secret);
		}
		for (const { secretKey, authorizationKey } of oto.hooks) {
			add('oto', secretKey);
			add('oto', authorizationKey);
		}
		for (const { hooks, authentication } of doo.configurations) {
			add('doo', authentication?.credentials.client_secret);
			for (const { endpoint } of hooks) add('doo', new URL(endpoint).searchParams.get('key'));
		}
		for (const { refreshToken } of oto.vendors) {
			this.add({ service: 'oto', kind: 'told secret', value: refreshToken });
		}
	}

	private async collectReceiverTokens(): Promise<void> {
		const { deliveries } = (await this.sandbox.steer('GET', 'deliveries')) as {
			deliveries: DeliveryRecord[];
		};
		for (const { service, headers } of deliveries) {
			const value = headers.Authorization?.replace(/^Bearer /, '');
			if (service === 'doo' && value) this.add({ service, kind: 'receiver token', value });
		}
	}
}
