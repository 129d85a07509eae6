import type { Locator, Page } from 'playwright-core';
import { noteRepeats } from '../repeats.mts';
import { passes } from './page-clock.mts';
import { forgetToasts } from './page-scripts.mts';

const LIST_OPENS_MS = 5_000;
/** The editor may save the workflow before. */
const RUN_BEGINS_MS = 15_000;
const END_IS_TOLD_MS = 30_000;
/** The editor takes a typed value a tenth of a second late. */
const TAKEN_MS = 300;

export type Theme = 'light' | 'dark';

/** A selector for icons of packages in a theme; n8n's own are drawn in the page. */
export function iconOf(theme: Theme): string {
	const dark = '[src$=".dark.svg"]';
	return `img[src*="/icons/"]${theme === 'dark' ? dark : `:not(${dark})`}`;
}

/** A pattern for a whole text, with blanks around it or none. */
export function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

/** An open node: its form in the middle, what it gave on the right. */
export class Panel {
	private constructor(readonly page: Page) {}

	static async opened(page: Page): Promise<Panel> {
		await page.locator('[data-test-id=node-parameters]').waitFor();
		return new Panel(page);
	}

	private at(id: string): Locator {
		return this.page.locator(`[data-test-id=${id}]`);
	}

	get output(): Locator {
		return this.at('output-panel');
	}

	/** The whole window, without the canvas behind it. */
	get window(): Locator {
		return this.at('ndv');
	}

	get form(): Locator {
		return this.at('node-parameters');
	}

	label(name: string): Locator {
		return this.at('input-label')
			.filter({ hasText: new RegExp(`^${name}`) })
			.first();
	}

	async credential(name: string): Promise<void> {
		await this.choose(this.at('node-credentials-select').first(), name);
	}

	/** Chooses of a dropdown. */
	async option(parameter: string, name: string): Promise<void> {
		await this.choose(this.at(`parameter-input-${parameter}`), name);
	}

	private async choose(dropdown: Locator, name: string): Promise<void> {
		const shown = this.page.locator('.el-select-dropdown__item:visible');
		const wanted = shown.filter({ has: this.page.getByText(name, { exact: true }) });
		// The editor draws a form anew when it has saved the workflow, which closes a list that was just opened.
		for (let clicks = 0; clicks < 4 && !(await wanted.isVisible()); clicks++) {
			if (clicks > 0) noteRepeats(`the click on the list that offers "${name}"`);
			await dropdown.click();
			await wanted.waitFor({ timeout: LIST_OPENS_MS }).catch(() => undefined);
		}
		await wanted.click();
		await shown.first().waitFor({ state: 'hidden' });
	}

	/** Adds a field of a collection, such as Filters. */
	async field(collection: string, name: string): Promise<void> {
		const item = this.at('parameter-item').filter({
			has: this.label(collection),
		});
		await this.choose(item.locator('[data-test-id=collection-parameter-add]'), name);
	}

	/** Adds an entry to a list that is filled in line by line. */
	async line(list: string, line: string): Promise<void> {
		await this.at(`fixed-collection-${list}`).getByText(`Add ${line}`, { exact: true }).click();
	}

	/** Searches a list for words and takes the first that has them; gives its text. */
	async pick(parameter: string, words: string): Promise<string> {
		await this.at(`resource-locator-${parameter}`).locator('input').last().click();
		await this.at('rlc-search').waitFor();
		await this.page.keyboard.type(words);
		const found = this.at('rlc-item').filter({ hasText: words }).first();
		const text = await found.innerText();
		await found.click();
		await this.at('rlc-search').waitFor({ state: 'hidden' });
		return text.trim();
	}

	/** Types the ID into a field that also has a list. */
	async byId(parameter: string, id: string): Promise<void> {
		const field = this.at(`resource-locator-${parameter}`);
		await this.choose(field.locator('[data-test-id=rlc-mode-selector]'), 'By ID');
		await field.locator('input').last().fill(id);
		await passes(this.page, TAKEN_MS);
	}

	/** Goes back from an ID to the list. */
	async fromList(parameter: string): Promise<void> {
		const field = this.at(`resource-locator-${parameter}`);
		await this.choose(field.locator('[data-test-id=rlc-mode-selector]'), 'From list');
	}

	async type(parameter: string, text: string): Promise<void> {
		const field = this.at(`parameter-input-${parameter}`);
		await field.locator('input, textarea, .cm-content').first().fill(text);
		await passes(this.page, TAKEN_MS);
	}

	/** A parameter's input; also that of a field of the form that the editor loads for what is chosen, by wire name. */
	input(parameter: string): Locator {
		return this.at(`parameter-input-${parameter}`);
	}

	/** Adds an optional field to the form that the editor loads. */
	async addMapped(label: string): Promise<void> {
		await this.at('add-fields-select').locator('button').first().click();
		await this.page
			.locator('[role=menuitem]:visible, .el-select-dropdown__item:visible')
			.filter({ hasText: exactly(label) })
			.first()
			.click();
	}

	/** Sets n8n's Schedule Trigger. */
	async everySeconds(seconds: number): Promise<void> {
		const rule = this.at('fixed-collection-rule');
		await this.choose(rule.locator('[data-test-id=parameter-input-field]').first(), 'Seconds');
		await rule.locator('[data-test-id=input-number] input').fill(String(seconds));
		await passes(this.page, TAKEN_MS);
	}

	/** The file of the node's icon, once the editor shows that of the theme. */
	async icon(theme: Theme): Promise<string> {
		const image = this.window.locator(iconOf(theme)).first();
		await image.waitFor();
		return ((await image.getAttribute('src')) ?? '').split('/').at(-1) ?? '';
	}

	/** Clicks "Execute step", or what the button of a trigger is called; once more where the editor, drawing its form anew, has not heard it. */
	async execute(): Promise<void> {
		await this.closeToasts();
		await forgetToasts(this.page);
		for (let clicks = 0; clicks < 3; clicks++) {
			if (clicks > 0) noteRepeats('the click on "Execute step"');
			const asked = this.page.waitForRequest(/\/rest\/workflows\/[^/]+\/run\b/, {
				timeout: RUN_BEGINS_MS,
			});
			const begun = asked.then(
				() => true,
				() => false,
			);
			await this.at('node-execute-button').first().click();
			if (await begun) return;
		}
		throw new Error('The editor starts no run');
	}

	/**
	 * Drags a field that the node before gives, or usually gives, into a condition of n8n's Filter, and types what it has to be. The
	 * form keeps a condition to itself for a second: what a run would use is what the editor has saved.
	 */
	async condition(field: string, value: string): Promise<void> {
		const pill = this.at('run-data-schema-node-name').filter({ hasText: exactly(field) });
		const left = this.at('filter-condition-left');
		const saved = this.page.waitForResponse((response) => {
			const request = response.request();
			const isSave = request.method() === 'PATCH' && /\/workflows\/[^/]+$/.test(request.url());
			const sent = isSave ? (request.postData() ?? '') : '';
			return sent.includes(`$json.${field}`) && sent.includes(`"rightValue":"${value}"`);
		});
		await pill.dragTo(left);
		await left.getByText(`$json.${field}`).waitFor();
		await this.at('filter-condition-right').locator('input').first().fill(value);
		await saved;
	}

	/** Drags a field that the node before usually gives, and has not given yet, into a field that also has a list. */
	async fromPreview(field: string, parameter: string): Promise<void> {
		await this.page.getByText('Usually outputs the following fields').waitFor();
		const pill = this.at('run-data-schema-node-name').filter({ hasText: exactly(field) });
		const target = this.at(`resource-locator-${parameter}`);
		await pill.first().dragTo(target);
		await target.getByText(`$json.${field}`).waitFor();
	}

	/** Waits until a webhook trigger listens. */
	async listening(): Promise<void> {
		await this.page.getByText('Listening for test event').waitFor();
	}

	/** Waits for the end of a run that gives so many items; gives the output's table as text. */
	async items(count: number): Promise<string> {
		return await this.rows(count === 1 ? '1 item' : `${count} items`);
	}

	/** The same of one output of several, such as "Kept" of n8n's Filter. */
	async itemsOf(output: string, count: number): Promise<string> {
		return await this.rows(`${output} (${count} items)`);
	}

	private async rows(shown: string): Promise<string> {
		// "Node ..." or, where the editor has lost sight of which node was executed, "Workflow ...".
		await this.toast('executed successfully');
		await this.output.getByText(shown, { exact: true }).first().waitFor();
		// The count comes first, the table after it.
		const table = this.output
			.locator('[data-test-id=ndv-data-container]')
			.filter({ hasText: /\S/ });
		return await table.innerText();
	}

	/** Waits for the end of a run that fails; gives what the output shows, and all that it holds folded away. */
	async failure(): Promise<{ shown: string; all: string }> {
		await this.toast('Problem in node');
		await this.output.getByText('Error details').waitFor();
		return {
			shown: await this.output.innerText(),
			all: (await this.output.textContent()) ?? '',
		};
	}

	/** Waits for what n8n says when it cannot listen. A save of the editor's own, seen late, has a notice beside it. */
	async refusal(): Promise<{ shown: string; all: string }> {
		const told = this.page
			.locator('.el-notification')
			.filter({ hasNotText: 'Workflow updated elsewhere' })
			.first();
		await told.waitFor();
		return { shown: await told.innerText(), all: (await told.textContent()) ?? '' };
	}

	/** Waits for a notice. The editor at times misses the end of a run: then it is loaded anew, as a person would, and runs once more. */
	private async toast(words: string): Promise<void> {
		const told = this.page.locator(`html[data-told*="${words}"]`);
		const seen = await told.waitFor({ state: 'attached', timeout: END_IS_TOLD_MS }).then(
			() => true,
			() => false,
		);
		if (seen) return;
		const { told: others } = await this.page
			.locator('html')
			.evaluate(({ dataset }) => ({ ...dataset }));
		noteRepeats(
			`the run, in a reloaded editor that showed no "${words}" but ${JSON.stringify(others)}`,
		);
		await this.page.reload();
		await this.form.waitFor();
		await this.execute();
		await told.waitFor({ state: 'attached' });
	}

	async closeToasts(): Promise<void> {
		// All at once: they also go by themselves, before a click would come to them.
		const toasts = this.page.locator('.el-notification__closeBtn');
		await toasts.evaluateAll((buttons) => {
			for (const button of buttons)
				button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
		});
		await toasts.first().waitFor({ state: 'hidden' });
	}

	async close(): Promise<void> {
		await this.closeToasts();
		await this.at('ndv-close-button').click();
		await this.at('ndv-close-button').waitFor({ state: 'hidden' });
	}
}
