import type { Page } from 'playwright-core';
import type { Credential } from '../client.mts';
import type { CredentialForm } from './credential-form.mts';
import { Keyboard } from './keyboard.mts';
import { drawn, passes } from './page-clock.mts';

/** The editor takes a typed value a tenth of a second late. */
const TAKEN_MS = 300;

const part = (page: Page, name: string) => page.locator(`[data-test-id=${name}]`);
const input = (page: Page, name: string) => part(page, `parameter-input-${name}`).locator('input');

/** Makes an Otesse API credential from the list of credentials, without the mouse. */
export async function credentialByKeyboard(
	form: CredentialForm,
	{ baseUrl, apiKey }: { baseUrl: string; apiKey: string },
): Promise<Credential> {
	const { page } = form;
	const keyboard = new Keyboard(page);
	await keyboard.goTo(form.createButton);
	await keyboard.press('Enter');
	const search = part(page, 'new-credential-type-select').locator('input');
	await keyboard.given(search);
	await keyboard.type('Otesse API');
	// Until the editor has filtered it, the whole list is shown: "Otesse API" is in it, but Enter would take another type.
	await drawn(page);
	const wanted = /^\s*Otesse API\s*$/;
	await form.offered.filter({ hasNotText: wanted }).first().waitFor({ state: 'hidden' });
	await form.offered.and(page.locator('.hover')).filter({ hasText: wanted }).waitFor();
	await keyboard.press('Enter');
	const go = part(page, 'new-credential-type-button');
	await go.and(page.locator(':enabled')).waitFor();
	await keyboard.goTo(go);
	await keyboard.press('Enter');
	await keyboard.given(form.window);
	await part(page, 'selectCredential-modal').waitFor({ state: 'hidden' });

	await keyboard.goTo(form.field('environment'));
	await keyboard.choose('Custom');
	await form.field('baseUrl').waitFor();
	for (const [field, value] of Object.entries({ baseUrl, apiKey })) {
		await keyboard.goTo(form.field(field));
		await keyboard.type(value);
	}
	await form.taken();
	await keyboard.goTo(form.saveButton, 'Shift+Tab');
	return await form.saved(async () => await keyboard.press('Enter'));
}

/**
 * Adds the Otesse node behind a workflow's only node, asks it for free time slots and runs it, all
 * without the mouse. Gives n8n's count of the items.
 */
export async function nodeByKeyboard(page: Page, limit: number): Promise<string> {
	const keyboard = new Keyboard(page);
	const active = page.locator('[class*=iteratorItem][class*=_active_]');
	await keyboard.press('ControlOrMeta+A');
	await page.locator('.vue-flow__node.selected').waitFor();
	await keyboard.press('n');
	await keyboard.given(part(page, 'node-creator-search-bar'));
	await keyboard.type('Otesse');
	await page.getByText('Provider Request').waitFor();
	await active.filter({ hasText: 'Otesse' }).waitFor();
	await keyboard.press('Enter');
	await page.getByText('Get many free time slots').waitFor();
	// The editor makes an entry of the new panel active when the old one has slid away.
	await page.locator('[class*=nodesListPanel]').nth(1).waitFor({ state: 'detached' });
	await drawn(page);
	await keyboard.take(active.filter({ hasText: 'Get many free time slots' }));
	await part(page, 'ndv').waitFor();

	await keyboard.goTo(input(page, 'zip'));
	await keyboard.type('97477');
	await keyboard.goTo(part(page, 'rlc-search'));
	await keyboard.type('Cleaning');
	const found = part(page, 'rlc-item');
	await found.filter({ hasText: 'Carpet' }).waitFor();
	await found.filter({ hasNotText: 'Cleaning' }).first().waitFor({ state: 'hidden' });
	const under = found.and(page.locator('[class*=_hovering_]'));
	await keyboard.take(under.filter({ hasText: 'Residential Cleaning' }));
	await part(page, 'rlc-search').waitFor({ state: 'hidden' });
	await keyboard.goTo(input(page, 'limit'));
	await keyboard.press('ControlOrMeta+A');
	await keyboard.type(String(limit));
	await passes(page, TAKEN_MS);
	await keyboard.goTo(part(page, 'output-panel').getByRole('button', { name: 'Execute step' }));
	await keyboard.press('Enter');
	const count = part(page, 'run-data-item-count').first();
	await count.waitFor();
	return (await count.innerText()).trim();
}
