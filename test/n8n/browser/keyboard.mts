import type { Locator, Page } from 'playwright-core';
import { drawn } from './page-clock.mts';

const MOST_STEPS = 60;
/** So many of the last steps are shown when a key leads nowhere. */
const SHOWN_STEPS = 12;

/** A person without a mouse. */
export class Keyboard {
	constructor(private readonly page: Page) {}

	async press(...keys: string[]): Promise<void> {
		for (const key of keys) await this.page.keyboard.press(key);
	}

	async type(text: string): Promise<void> {
		await this.page.keyboard.type(text);
	}

	/** Waits until the page itself has given the focus to an element or something in it: a key pressed before would go elsewhere. */
	async given(wanted: Locator): Promise<void> {
		await wanted.and(this.page.locator(':focus-within')).waitFor();
	}

	/** Takes an option of the dropdown that has the focus. */
	async choose(label: string): Promise<void> {
		const options = this.page.locator('.el-select-dropdown__item').filter({ visible: true });
		if ((await this.page.locator('[aria-expanded=true]:focus').count()) === 0) {
			await this.press('Enter');
		}
		await options.filter({ hasText: label }).waitFor();
		await this.take(options.and(this.page.locator('.hover')).filter({ hasText: label }));
	}

	/** Goes from field to field, backwards if told, until the wanted one, which may come only then, has the focus. */
	async goTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
		await this.pressUntil(async () => await isFocused(wanted), key, wanted);
	}

	/** Takes an entry of a list in which the arrow keys move what is active, wherever that is at first. */
	async take(wanted: Locator): Promise<void> {
		await this.pressUntil(async () => await wanted.isVisible(), 'ArrowDown', wanted);
		await this.press('Enter');
	}

	private async pressUntil(
		isThere: () => Promise<boolean>,
		key: string,
		wanted: Locator,
	): Promise<void> {
		const way: string[] = [];
		for (let step = 0; step < MOST_STEPS; step++) {
			if (await isThere()) return;
			await this.page.keyboard.press(key);
			await drawn(this.page);
			way.push(await focused(this.page));
		}
		throw new Error(
			`${MOST_STEPS} × ${key} did not lead to ${String(wanted)}. The focus was last on:\n${way.slice(-SHOWN_STEPS).join('\n')}`,
		);
	}
}

export async function isFocused(element: Locator): Promise<boolean> {
	if ((await element.count()) === 0) return false;
	return await element.evaluate((node) => node === node.ownerDocument.activeElement);
}

/** What has the focus, for a person to recognize. */
async function focused(page: Page): Promise<string> {
	return await page.evaluate(() => {
		const { activeElement: element } = document;
		const part = element?.closest('[data-test-id]')?.getAttribute('data-test-id');
		const dialog = element?.closest('[role=dialog]') ? 'in a dialog' : 'on the page';
		return `${element?.tagName} of ${part}, ${dialog}`;
	});
}
