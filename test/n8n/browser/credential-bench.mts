import type { Browser, Page } from 'playwright-core';
import type { ServiceId } from '../../sandbox/core/types.mts';
import { signedIn, startBrowser } from '../browser.mts';
import type { Credential } from '../client.mts';
import type { CredentialTypeName } from '../credentials.mts';
import { sandboxCredential } from '../credentials.mts';
import { errorOf } from '../execution.mts';
import type { Traffic } from '../rig.mts';
import { Rig } from '../support.mts';
import { chain, manualTrigger, providerRequest } from '../workflows.mts';
import { CredentialForm } from './credential-form.mts';
import { readable, tokensOf } from './secrets.mts';

/** Generous: the machine may have other work. */
const PATIENCE_MS = 60_000;

/** A real n8n with a browser at its list of credentials, and the sandbox that they lead to. */
export class CredentialBench {
	private constructor(
		readonly rig: Rig,
		private readonly browser: Browser,
		readonly page: Page,
		readonly form: CredentialForm,
	) {}

	static async start(): Promise<CredentialBench> {
		const rig = await Rig.start({ editor: true });
		let browser: Browser | undefined;
		try {
			browser = await startBrowser();
			const page = await signedIn(browser, rig.n8n.origin);
			await page.setViewportSize({ width: 1280, height: 1000 });
			page.setDefaultTimeout(PATIENCE_MS);
			const form = new CredentialForm(page, rig.n8n.origin);
			await form.list();
			return new CredentialBench(rig, browser, page, form);
		} catch (error) {
			await browser?.close();
			await rig.stop();
			throw error;
		}
	}

	async stop(): Promise<void> {
		await this.browser.close();
		await this.rig.stop();
	}

	/** What leads to the sandbox now, as texts to type. */
	async typed(type: CredentialTypeName): Promise<Record<string, string>> {
		const { environment: _custom, ...typed } = await sandboxCredential(this.rig.sandbox, type);
		return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, String(value)]));
	}

	/** Chooses the custom environment and types what leads to the sandbox, with these changes. */
	async fill(type: CredentialTypeName, changes: Record<string, string>): Promise<void> {
		await this.form.choose('environment', 'Custom');
		for (const [name, value] of Object.entries({ ...(await this.typed(type)), ...changes })) {
			if (value !== '') await this.form.type(name, value);
		}
	}

	/** The form's icon as the browser drew it, and as n8n serves it. */
	async icon(): Promise<{ width: number; status: number; text: string }> {
		const { icon } = this.form;
		const width = await icon.evaluate((image) =>
			'naturalWidth' in image ? Number(image.naturalWidth) : 0,
		);
		const answer = await this.rig.client.send('GET', (await icon.getAttribute('src')) ?? '');
		return { width, status: answer.status, text: await answer.text() };
	}

	/** Everything that can be read once a saved credential is open again, and its tokens, which must not be there. */
	async seenOf(credential: Credential): Promise<{ seen: string; tokens: string[] }> {
		const answer = await this.form.reopen(credential);
		const seen = `${answer}\n${await readable(this.page)}`;
		return { seen, tokens: tokensOf(this.rig.n8n.userFolder, credential.id) };
	}

	/** Saves a workflow with a harmless call; gives its id. */
	async workflowWith(
		credential: Credential,
		service: ServiceId,
		endpoint: string,
	): Promise<string> {
		const query = 'query { __typename }';
		const graphql = endpoint.includes('graphql') ? { graphql: { query } } : {};
		const call = providerRequest({ service, credential, endpoint, ...graphql });
		const workflow = chain(`Call with ${credential.name}`, manualTrigger(), call);
		return (await this.rig.client.createWorkflow(workflow)).id;
	}

	/** Runs it; gives why it failed, if it did, and what the service got meanwhile. */
	async run(
		workflow: string,
		service: ServiceId,
	): Promise<{ reason: string | undefined; traffic: Traffic }> {
		await this.rig.clearLog();
		const execution = await this.rig.client.runWorkflow(workflow);
		return { reason: errorOf(execution)?.message, traffic: await this.rig.traffic(service) };
	}
}
