import type { Sandbox } from '../../sandbox/server.mts';
import type { IssuedToken, ServiceId } from '../../sandbox/core/types.mts';
import { tested } from '../../services/index.mts';
import type { Secret, SecretKind } from './finder.mts';

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
		for (const { id: service } of tested) {
			await this.collectTyped(service);
			await this.collectTokens(service);
		}
		this.collectFromMemory();
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

	/** What only the services' own memory has, secrets of registrations for example. */
	private collectFromMemory(): void {
		for (const { id, secretsInMemory } of tested) {
			for (const secret of secretsInMemory?.() ?? []) {
				if (secret.value !== '') this.add({ service: id, ...secret });
			}
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
