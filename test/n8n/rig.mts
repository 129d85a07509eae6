import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { LogEntry, ServiceConfig, ServiceId } from '../sandbox/core/types.mts';
import type { Sandbox } from '../sandbox/server.mts';
import { startSandbox } from '../sandbox/server.mts';
import type { Credential } from './client.mts';
import { N8nClient } from './client.mts';
import type { CredentialTypeName } from './credentials.mts';
import { sandboxCredential } from './credentials.mts';
import type { N8n, N8nOptions } from './n8n.mts';
import { startN8n } from './n8n.mts';
import { installPackages } from './pack.mts';
import { prepared } from './prepared.mts';

/** A sandbox, a real n8n with the packed package (or others), and a signed-in client: one set for a test file. */
export class Rig {
	private made = 0;

	private constructor(
		readonly sandbox: Sandbox,
		readonly n8n: N8n,
		public client: N8nClient,
	) {}

	/** n8n's editor is left out unless it is wanted. */
	static async start(options: N8nOptions = {}): Promise<Rig> {
		const sandbox = await startSandbox();
		try {
			const n8n = await startN8n(await prepared({ editor: false, ...options }));
			return new Rig(sandbox, n8n, await N8nClient.signIn(n8n));
		} catch (error) {
			await sandbox.close();
			throw error;
		}
	}

	async stop(): Promise<void> {
		await this.n8n.dispose();
		await this.sandbox.close();
	}

	/** A fresh n8n process on the same database. */
	async restartN8n(): Promise<void> {
		await this.n8n.restart();
		this.client = await N8nClient.signIn(this.n8n);
	}

	/** A fresh n8n process on the same database, with these packages instead of those before. */
	async restartWith(tarballs: readonly string[]): Promise<void> {
		await this.n8n.stop();
		await installPackages(this.n8n.userFolder, tarballs);
		await this.restartN8n();
	}

	/** A second n8n process on the same database, beside the first. The caller disposes of it. */
	async secondN8n(env: Record<string, string> = {}): Promise<{ n8n: N8n; client: N8nClient }> {
		const { version, userFolder } = this.n8n;
		const n8n = await startN8n({ version, userFolder, env });
		return { n8n, client: await N8nClient.signIn(n8n) };
	}

	/** A saved credential that leads to the sandbox; `changes` overwrite what a person would type. */
	async credential(
		type: CredentialTypeName,
		changes: ICredentialDataDecryptedObject = {},
	): Promise<Credential> {
		this.made += 1;
		const typed = { ...(await sandboxCredential(this.sandbox, type)), ...changes };
		return await this.client.createCredential(type, `${type} ${this.made}`, typed);
	}

	/** Connects an Otesse OAuth2 credential as a person does who clicks "Connect" and "Allow". */
	async connectOAuth2({ id }: Credential): Promise<void> {
		const link = await this.client.request<string>('GET', `/rest/oauth2-credential/auth?id=${id}`);
		const consent = new URL(link);
		const allowed = await fetch(`${consent.origin}${consent.pathname}`, {
			method: 'POST',
			redirect: 'manual',
			body: new URLSearchParams([...consent.searchParams, ['decision', 'allow']]),
		});
		const back = new URL(allowed.headers.get('location') ?? '', consent);
		const answer = await this.client.send('GET', `${back.pathname}${back.search}`);
		if (!answer.ok) throw new Error(`The callback answered ${answer.status}`);
	}

	async reset(): Promise<void> {
		await this.sandbox.steer('POST', 'reset');
	}

	async clearLog(): Promise<void> {
		await this.sandbox.steer('DELETE', 'log');
	}

	async configure(service: ServiceId, config: Partial<ServiceConfig>): Promise<void> {
		await this.sandbox.steer('POST', 'config', { service, ...config });
	}

	async expireTokens(service: ServiceId): Promise<void> {
		await this.sandbox.steer('POST', 'tokens/expire', { service, kinds: ['access'] });
	}

	async revokeTokens(service: ServiceId): Promise<void> {
		await this.sandbox.steer('POST', 'tokens/revoke', { service, kinds: ['access'] });
	}

	/** What came over the wire since the last clearing: all, token requests, ordinary calls. */
	async traffic(service: ServiceId): Promise<Traffic> {
		const log = await this.sandbox.steer('GET', `log?service=${service}`);
		const { entries } = log as { entries: LogEntry[] };
		return {
			entries,
			tokenRequests: entries.filter(({ kind }) => kind === 'token'),
			calls: entries.filter(({ kind }) => kind === 'call'),
		};
	}
}

export interface Traffic {
	entries: LogEntry[];
	tokenRequests: LogEntry[];
	calls: LogEntry[];
}
