import type { Locator, Page } from 'playwright-core';
import { noteRepeats } from '../repeats.mts';
import { drawn, passes } from './page-clock.mts';
import type { Theme } from './panel.mts';
import { exactly, iconOf, Panel } from './panel.mts';

const MENU_TAKES_MS = 5_000;

/** What the nodes panel shows while nothing is searched for. */
const BEFORE_SEARCH = 'Trigger manually';
const BEFORE_SEARCH_AFTER_A_NODE = 'Action in an app';

/** n8n's canvas and its nodes panel, used as a person does. */
export class Canvas {
	constructor(
		readonly page: Page,
		private readonly origin: string,
	) {}

	private at(id: string): Locator {
		return this.page.locator(`[data-test-id=${id}]`);
	}

	private item(name: string): Locator {
		return this.at('node-creator-item-name').filter({ hasText: exactly(name) });
	}

	/** The open nodes panel. */
	get creator(): Locator {
		return this.at('node-creator');
	}

	/** All that is drawn, without the editor around it. */
	get surface(): Locator {
		return this.page.locator('.vue-flow').first();
	}

	get nodes(): Locator {
		return this.at('canvas-node');
	}

	/** From any page of the signed-in editor. */
	async newWorkflow(): Promise<void> {
		const openNode = this.at('ndv-close-button');
		if (await openNode.isVisible()) await openNode.click();
		const before = this.page.url();
		const opened = this.page.waitForURL(
			({ href, pathname }) => href !== before && pathname.startsWith('/workflow/'),
		);
		// The editor saves by itself, but asks where it has not come to it yet.
		const leave = this.page.getByRole('button', { name: 'Leave without saving' });
		const asked = leave.waitFor().then(async () => {
			await leave.click();
			await opened;
		});
		// A menu that was opened while the page was still loading closes unused.
		const item = this.page.getByText('New workflow', { exact: true }).locator('visible=true');
		for (let clicks = 0; clicks < 4 && this.page.url() === before; clicks++) {
			if (clicks > 0) noteRepeats('the click on "New workflow"');
			if (!(await item.isVisible())) await this.at('universal-add').click();
			await item.click();
			await Promise.race([opened, asked, passes(this.page, MENU_TAKES_MS)]);
		}
		await opened;
		await this.at('canvas-add-button').waitFor();
	}

	async rename(name: string): Promise<void> {
		await this.at('workflow-name-input').click();
		await this.page.keyboard.press('Control+A');
		await this.page.keyboard.type(name);
		await this.page.keyboard.press('Enter');
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.origin}/workflow/${id}`);
		await this.nodes.first().waitFor();
	}

	/** Moves and sizes the canvas so that all of it is seen. */
	async fit(): Promise<void> {
		await this.at('zoom-to-fit').click();
		await drawn(this.page);
	}

	/** Runs the workflow by its button, and waits until the editor shows this many nodes as done. */
	async execute(nodes: number): Promise<void> {
		await this.at('execute-workflow-button').first().click();
		await this.at('canvas-node-status-success')
			.nth(nodes - 1)
			.waitFor();
	}

	/** Opens a node of the canvas by its name. */
	async open(name: string): Promise<Panel> {
		const title = this.page.getByText(name, { exact: true });
		await this.nodes.filter({ has: title }).dblclick();
		return await Panel.opened(this.page);
	}

	/** Opens the nodes panel: for the first node, or for one behind the last. */
	async openNodes(): Promise<void> {
		const first = this.at('canvas-add-button');
		await first.or(this.at('canvas-handle-plus')).first().waitFor();
		if (await first.isVisible()) await first.click();
		else await this.at('canvas-handle-plus').last().click();
		await this.at('node-creator-search-bar').waitFor();
	}

	/** The names that the open nodes panel finds, best first. */
	async search(words: string): Promise<string[]> {
		const bar = this.at('node-creator-search-bar');
		const nothing = this.item(BEFORE_SEARCH).or(this.item(BEFORE_SEARCH_AFTER_A_NODE));
		await bar.fill('');
		await nothing.waitFor();
		await bar.fill(words);
		await nothing.waitFor({ state: 'hidden' });
		return await this.at('node-creator-item-name').allInnerTexts();
	}

	/** Opens what the panel says of a node that was found, with the lists of its triggers and actions. */
	async details(name: string): Promise<void> {
		await this.item(name).first().click();
		await this.creator.getByText('Node details').waitFor();
		// On an empty canvas the list of actions is closed where the node has triggers. One that has neither is added as it is.
		if (!(await this.isFirst())) return;
		const lists = this.at('node-creator-category-item');
		await lists.or(this.page.getByText('Add to workflow')).first().waitFor();
		await drawn(this.page);
		const others = this.creator.getByText('Users often combine the following Triggers');
		const isClosed = (await lists.count()) > 0 && (await others.count()) === 0;
		if (isClosed) await lists.filter({ hasText: /^Actions/ }).click();
	}

	/** Whether the details list a trigger or an action; the editor draws long lists bit by bit. */
	async offers(action: string): Promise<boolean> {
		const item = this.item(action).first();
		await item.waitFor();
		return await item.isVisible();
	}

	private async isFirst(): Promise<boolean> {
		return await this.at('canvas-add-button').isVisible();
	}

	/** Adds the node whose details are open: with an action, or as it is. */
	async add(action?: string): Promise<Panel> {
		if (action === undefined) await this.page.getByText('Add to workflow').click();
		else await this.item(action).first().click();
		return await Panel.opened(this.page);
	}

	/** Adds one of n8n's own nodes that has no list of actions. */
	async addPlain(words: string, name: string): Promise<Panel> {
		await this.search(words);
		await this.item(name).first().click();
		return await Panel.opened(this.page);
	}

	/** Publishes the workflow and closes what n8n says then. */
	async publish(): Promise<void> {
		await this.at('workflow-open-publish-modal-button').click();
		await this.at('workflow-publish-button').click();
		const told = this.page.getByRole('button', { name: 'Got it' });
		await told.click();
		await told.waitFor({ state: 'hidden' });
	}

	async unpublish(): Promise<void> {
		await this.at('version-menu-button').click();
		await this.page.getByText('Unpublish', { exact: true }).locator('visible=true').click();
		await this.page.getByRole('button', { name: 'Unpublish' }).click();
		await this.at('workflow-open-publish-modal-button').filter({ hasText: 'Publish' }).waitFor();
	}

	/** Goes to the list of this workflow's executions; gives the entries of those that nobody started by hand. */
	async executions(): Promise<Locator> {
		await this.at('radio-button-executions').click();
		const byHand = this.page.locator('[data-icon=flask-conical]');
		return this.at('current-executions-list')
			.locator('[data-test-id^=execution-details-]')
			.filter({ hasNot: byHand });
	}

	/** The icon files of the nodes on the canvas, once the editor has loaded those of the theme. */
	async icons(theme: Theme): Promise<string[]> {
		const images = this.nodes.locator(iconOf(theme));
		await images.nth((await this.nodes.count()) - 1).waitFor();
		return await images.evaluateAll(
			async (all) =>
				await Promise.all(
					all.map(async (image) => {
						if (!(image instanceof HTMLImageElement)) return image.tagName;
						await image.decode();
						return image.src.split('/').at(-1) ?? '';
					}),
				),
		);
	}
}
