import type { Locator, Page, Response } from 'playwright-core';
import type { Credential } from '../client.mts';
import { passes } from './page-clock.mts';

const TAKEN_MS = 300;
const SAVED = /\/rest\/credentials(\/\w+)?$/;

/** n8n's credentials as a person meets them: the list, the search, the form of one; mouse and keyboard only. */
export class CredentialForm {
	constructor(
		readonly page: Page,
		private readonly origin: string,
	) {}

	/** The window of one credential, with its title, icon and buttons. */
	get window(): Locator {
		return this.page.getByRole('dialog').filter({ has: this.part('credential-edit-dialog') });
	}

	/** The same without the page behind it, for a picture. */
	get card(): Locator {
		return this.part('editCredential-modal');
	}

	get icon(): Locator {
		return this.window.locator('img').first();
	}

	get greenMessage(): Locator {
		return this.part('credentials-config-container-test-success').filter({ visible: true });
	}

	get redMessage(): Locator {
		return this.window.locator('.el-tag--danger').filter({ visible: true });
	}

	get connected(): Locator {
		return this.part('oauth-connect-success-banner').filter({ visible: true });
	}

	get notConnected(): Locator {
		return this.part('oauth-not-connected-banner').filter({ visible: true });
	}

	async list(): Promise<void> {
		await this.page.goto(`${this.origin}/home/credentials`);
		await this.createButton.waitFor();
	}

	get createButton(): Locator {
		return this.part('add-resource-credential');
	}

	/** "Create credential", and the service's name typed; gives the types that n8n then offers. */
	async search(service: string): Promise<string[]> {
		if (await this.window.isVisible()) await this.list();
		await this.createButton.click();
		await this.part('new-credential-type-select').click();
		await this.page.keyboard.type(service);
		await this.offered.first().waitFor();
		await this.offered.filter({ hasNotText: service }).first().waitFor({ state: 'hidden' });
		return await this.offered.allInnerTexts();
	}

	/** Takes one of the types that the search offers. */
	async take(displayName: string): Promise<void> {
		await this.offered.getByText(displayName, { exact: true }).click();
		await this.part('new-credential-type-button').click();
		await this.window.waitFor();
	}

	/** Opens a credential of the list; gives the text that the browser got of it. */
	async reopen({ id, name }: Pick<Credential, 'id' | 'name'>): Promise<string> {
		const answered = this.page.waitForResponse(
			(response) => response.url().includes(`/rest/credentials/${id}?`) && response.ok(),
		);
		await this.page
			.locator('[data-test-id=resources-list-item]')
			.getByText(name, { exact: true })
			.click();
		const answer = await answered;
		await this.window.waitFor();
		return await answer.text();
	}

	async close(): Promise<void> {
		await this.closeButton.click();
		const asked = this.question.innerText().then((text) => {
			throw new Error(`n8n asks before it closes: ${text}`);
		});
		await Promise.race([this.card.waitFor({ state: 'hidden' }), asked]);
	}

	/**
	 * n8n forgets the tokens that a form holds when the secret of an OAuth2 credential is changed in
	 * it (not those that it keeps), takes it for one that is not connected, and asks.
	 */
	async closeUnconnected(): Promise<void> {
		await this.closeButton.click();
		await this.question.filter({ hasText: 'Close without connecting?' }).waitFor();
		await this.question.getByRole('button', { name: 'Close', exact: true }).last().click();
		await this.card.waitFor({ state: 'hidden' });
	}

	private get closeButton(): Locator {
		return this.window.locator('.el-dialog__headerbtn');
	}

	/** What n8n asks before it closes a form. */
	private get question(): Locator {
		return this.page.locator('.el-message-box').filter({ visible: true });
	}

	field(name: string): Locator {
		return this.window.locator(`[data-test-id=parameter-input-${name}]`).locator('input');
	}

	/** Chooses an option of a dropdown by its label. */
	async choose(name: string, label: string): Promise<void> {
		await this.field(name).click();
		const options = this.page.locator('.el-select-dropdown__item').filter({ visible: true });
		await options.filter({ hasText: label }).click();
	}

	/** Types over what the field holds, and leaves it. */
	async type(name: string, value: string): Promise<void> {
		await this.field(name).click();
		await this.page.keyboard.press('ControlOrMeta+A');
		await this.page.keyboard.type(value);
		await this.page.keyboard.press('Tab');
		await this.taken();
	}

	/** The editor takes a typed value a tenth of a second late. */
	async taken(): Promise<void> {
		await passes(this.page, TAKEN_MS);
	}

	get saveButton(): Locator {
		return this.part('credential-save-button').getByRole('button');
	}

	/** Presses "Save"; gives the credential as n8n keeps it. */
	async save(): Promise<Credential> {
		return await this.saved(async () => await this.saveButton.click());
	}

	/** What n8n keeps after something that saves, once the form knows that it is saved: it asks before it closes until then. */
	async saved(press: () => Promise<void>): Promise<Credential> {
		const [answer] = await Promise.all([this.page.waitForResponse(isSaved), press()]);
		const { data }: { data: Credential } = await answer.json();
		await this.saveButton.and(this.page.locator(':enabled')).waitFor({ state: 'hidden' });
		return data;
	}

	/** Opens what the red message says in full, and reads it. */
	async complaint(): Promise<string> {
		await this.redMessage.waitFor();
		const more = this.redMessage.getByText('More details');
		if (await more.isVisible()) await more.click();
		const details = this.redMessage.locator('[class*=details]');
		await details.waitFor();
		return (await details.innerText()).trim();
	}

	/** Presses the button that opens the service's consent page; gives its window. */
	async connect(): Promise<Page> {
		const button = this.notConnected.locator('[data-test-id=quick-connect-button]');
		const [consent] = await Promise.all([this.page.waitForEvent('popup'), button.click()]);
		await consent.waitForURL(/\/oauth\/authorize/);
		return consent;
	}

	/** The types that the search shows. */
	get offered(): Locator {
		return this.part('new-credential-type-select-option').filter({ visible: true });
	}

	private part(name: string): Locator {
		return this.page.locator(`[data-test-id=${name}]`);
	}
}

function isSaved(response: Response): boolean {
	const { pathname } = new URL(response.url());
	return SAVED.test(pathname) && ['POST', 'PATCH'].includes(response.request().method());
}
