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

/** Runs in the page: a line of text at its lower edge, for a picture; none if empty. */
export function captioned(text: string): void {
	document.querySelector('#caption')?.remove();
	if (text === '') return;
	const caption = document.createElement('div');
	caption.id = 'caption';
	caption.textContent = text;
	caption.style.cssText =
		'position:fixed;inset:auto 0 0 0;z-index:99999;padding:14px;background:#101330;color:#fff;font:600 20px system-ui;text-align:center';
	document.body.append(caption);
}
