import type { Locator, Page } from 'playwright-core';

const byTestId = (name: string) => `[data-test-id=${name}]`;

/** n8n's dialog of one credential, driven by mouse and keyboard as a person does. */
export class CredentialForm {
	constructor(
		readonly page: Page,
		private readonly origin: string,
	) {}

	get dialog(): Locator {
		return this.page.locator(byTestId('credential-edit-dialog'));
	}

	/** "Create credential", the service's name typed; gives the types that n8n then offers. */
	async search(service: string): Promise<string[]> {
		await this.page.goto(`${this.origin}/home/credentials/create`);
		await this.page.locator(byTestId('new-credential-type-select')).click();
		await this.page.keyboard.type(service);
		const offered = this.page.locator(byTestId('new-credential-type-select-option'));
		await offered.filter({ visible: true }).first().waitFor();
		return await offered.filter({ visible: true }).allInnerTexts();
	}

	/** Takes one of the types that the search offers. */
	async take(displayName: string): Promise<void> {
		const offered = this.page.locator(byTestId('new-credential-type-select-option'));
		await offered.getByText(displayName, { exact: true }).click();
		await this.page.locator(byTestId('new-credential-type-button')).click();
		await this.dialog.waitFor();
	}

	async open(id: string): Promise<void> {
		await this.page.goto(`${this.origin}/home/credentials/${id}`);
		await this.dialog.waitFor();
	}

	field(name: string): Locator {
		return this.dialog.locator(byTestId(`parameter-input-${name}`)).locator('input');
	}

	/** Chooses an option of a dropdown by its label. */
	async choose(name: string, label: string): Promise<void> {
		await this.field(name).click();
		const options = this.page.locator('.el-select-dropdown__item').filter({ visible: true });
		await options.filter({ hasText: label }).click();
	}

	/** Types over what the field holds. */
	async type(name: string, value: string): Promise<void> {
		await this.field(name).click();
		await this.page.keyboard.press('ControlOrMeta+A');
		await this.page.keyboard.type(value);
		await this.page.keyboard.press('Tab');
	}
}
