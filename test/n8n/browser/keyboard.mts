import type { Locator, Page } from 'playwright-core';
import { drawn } from './page-clock.mts';

const MOST_STEPS = 60;

/** A person without a mouse. */
export class Keyboard {
	constructor(private readonly page: Page) {}

	async press(...keys: string[]): Promise<void> {
		for (const key of keys) await this.page.keyboard.press(key);
	}

	async type(text: string): Promise<void> {
		await this.page.keyboard.type(text);
	}

	/** Takes an option of the dropdown that has the focus. */
	async choose(label: string): Promise<void> {
		const options = this.page.locator('.el-select-dropdown__item').filter({ visible: true });
		await this.press('Enter');
		await options.filter({ hasText: label }).waitFor();
		for (let step = 0; step < (await options.count()); step++) {
			await this.press('ArrowDown');
			const under = options.and(this.page.locator('.hover'));
			await under.waitFor();
			if ((await under.innerText()).startsWith(label)) return await this.press('Enter');
		}
		throw new Error(`No arrow key led to ${label}`);
	}

	/** Goes from field to field, backwards if told, until the wanted one, which may come only then, has the focus. */
	async goTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
		for (let step = 0; step < MOST_STEPS; step++) {
			if (await isFocused(wanted)) return;
			await this.page.keyboard.press(key);
			await drawn(this.page);
		}
		throw new Error(`${MOST_STEPS} × ${key} did not lead to ${String(wanted)}`);
	}

	/** Takes an entry of a list in which the arrow keys move what is active, wherever that is at first. */
	async take(wanted: Locator): Promise<void> {
		for (let step = 0; step < MOST_STEPS; step++) {
			if (await wanted.isVisible()) return await this.press('Enter');
			await this.press('ArrowDown');
			await drawn(this.page);
		}
		throw new Error(`${MOST_STEPS} × ArrowDown did not lead to ${String(wanted)}`);
	}
}

export async function isFocused(element: Locator): Promise<boolean> {
	if ((await element.count()) === 0) return false;
	return await element.evaluate((node) => node === node.ownerDocument.activeElement);
}
