import type { Browser, Page } from 'playwright-core';
import { signedIn, startBrowser } from '../browser.mts';
import type { CredentialTypeName } from '../credentials.mts';
import { sandboxCredential } from '../credentials.mts';
import { Rig } from '../rig.mts';
import { Canvas } from './canvas.mts';
import { SERVICES } from './node-cases.mts';
import { rememberToasts } from './page-scripts.mts';
import type { Panel } from './panel.mts';
import { SIZE } from './screens.mts';

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';
const CLICK_LIMIT_MS = 60_000;

/** The name of a service's credential that works. */
export const account = (name: string): string => `${name} account`;

/** That of one that leads nowhere, which was made later: the editor proposes the latest. */
export const lastYears = (name: string): string => `${name} of last year`;

/** A real n8n with credentials of all services, and a person in front of its editor. */
export class Stage {
	private constructor(
		readonly rig: Rig,
		private readonly browser: Browser,
		readonly page: Page,
		readonly canvas: Canvas,
	) {}

	static async start(): Promise<Stage> {
		const rig = await Rig.start({ editor: true });
		let browser: Browser | undefined;
		try {
			await createAccounts(rig);
			browser = await startBrowser();
			const page = await signedIn(browser, rig.n8n.origin);
			page.setDefaultTimeout(CLICK_LIMIT_MS);
			await page.setViewportSize(SIZE);
			await page.addInitScript(rememberToasts);
			await page.reload();
			return new Stage(rig, browser, page, new Canvas(page, rig.n8n.origin));
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

	/** Drops a node on an empty canvas: found by words, with an action of its list, or as it is. */
	async drop(words: string, name: string, action?: string): Promise<Panel> {
		await this.canvas.newWorkflow();
		await this.canvas.openNodes();
		await this.canvas.search(words);
		await this.canvas.details(name);
		return await this.canvas.add(action);
	}

	/** What a person types as secrets of a service, and a text shows. */
	async secretsIn(text: string, type: CredentialTypeName): Promise<unknown[]> {
		const typed = await sandboxCredential(this.rig.sandbox, type);
		const secrets = Object.entries(typed).filter(([name]) => !/^environment$|url$/i.test(name));
		return secrets.filter(([, value]) => text.includes(String(value)));
	}
}

/** Two accounts for each service. */
async function createAccounts(rig: Rig): Promise<void> {
	for (const { name, credential } of SERVICES) {
		const typed = await sandboxCredential(rig.sandbox, credential);
		const works = { ...typed, requestsPerSecond: 50, requestsPerDay: 0 };
		await rig.client.createCredential(credential, account(name), works);
		const leadsNowhere = { ...works, baseUrl: NOWHERE, graphqlUrl: NOWHERE };
		await rig.client.createCredential(credential, lastYears(name), leadsNowhere);
	}
}
