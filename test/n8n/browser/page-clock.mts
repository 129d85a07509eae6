import type { Page } from 'playwright-core';

/** Lets time pass on the page's own clock, which on a slow machine comes after all that the page had to do before. */
export async function passes(page: Page, ms: number): Promise<void> {
	await page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), ms);
}

/** Until the page has done and drawn what a key set off. */
export async function drawn(page: Page): Promise<void> {
	await page.evaluate(
		() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve))),
	);
}
