import type { Page } from 'playwright-core';

/** Runs in the page before the editor: keeps what its passing notices told, as a slow machine looks too late. */
export function rememberToasts(): void {
	const told = new WeakSet<Element>();
	new MutationObserver(() => {
		for (const toast of document.querySelectorAll('.el-notification')) {
			if (told.has(toast)) continue;
			told.add(toast);
			const { dataset } = document.documentElement;
			dataset.told = `${dataset.told ?? ''}\n${toast.textContent}`;
		}
	}).observe(document, { childList: true, subtree: true });
}

export async function forgetToasts(page: Page): Promise<void> {
	await page.evaluate(() => {
		document.documentElement.dataset.told = '';
	});
}
