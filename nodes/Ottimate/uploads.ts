import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';
import { isTransient } from '../../transport/http/retry';
import type { CallItem } from '../../transport/pagination/endpoint-call';
import type { OperationContext } from '../shared/form/service-form';
import type { Waited } from '../shared/run/waiting';
import { beforeWait, lastState, secondsIn, waitUntil, messageOf } from '../shared/run/waiting';
import { waitLimitsOf } from './wait-limits';

export const UPLOAD_WAIT = { limitSeconds: 600, everySeconds: 15 };

/** The newest invoices of a location that are compared. */
const NEWEST = 100;
/** An upload that was never listed counts as read only when it is missing so often in a row. */
const MISSING_TWICE = 2;
/** Words in the status of an upload that say that nothing will come of it; Ottimate does not document its statuses. */
const FAILED = /fail|error|reject|invalid/i;

/** A reference shorter than this may stand in a record by chance. */
const TELLING = 6;

const LATER =
	'Ottimate has the file: do not upload it again. Look for the new invoice later with "Get Many" of the resource Invoice.';

/** What is at a location at one moment. The invoices were listed first: what became one later is still among the uploads. */
interface Scene {
	invoices: IDataObject[];
	uploads: IDataObject[];
}

async function uploadsAt(operation: OperationContext, location: number): Promise<IDataObject[]> {
	const items = await operation.call('invoiceUpload.getMany', { ottimate_location_id: location });
	return items.map(({ json }) => json);
}

async function invoicesAt(operation: OperationContext, location: number): Promise<IDataObject[]> {
	const values = { ottimate_location_ids: String(location) };
	const items = await operation.call('invoice.getMany', values, NEWEST);
	return items.map(({ json }) => json);
}

async function sceneAt(operation: OperationContext, location: number): Promise<Scene> {
	const invoices = await invoicesAt(operation, location);
	return { invoices, uploads: await uploadsAt(operation, location) };
}

const idsOf = (rows: readonly IDataObject[]) => new Set(rows.map(({ id }) => String(id)));

/** The end of the queue at each location, for one run of a node. */
const queues = new WeakMap<IExecuteFunctions, Map<number, Promise<unknown>>>();

/**
 * Uploads to one location go one after the other: Ottimate does not say which invoice came from which upload, so only one of ours
 * may be under way there.
 */
async function inTurn<T>(
	{ context }: OperationContext,
	location: number,
	run: () => Promise<T>,
): Promise<T> {
	const queue = queues.get(context) ?? new Map<number, Promise<unknown>>();
	queues.set(context, queue);
	const before = queue.get(location) ?? Promise.resolve();
	const turn = before.catch(() => undefined).then(run);
	queue.set(location, turn);
	return await turn;
}

/** What the upload call answered as the upload's name; one older example shows other keys than the reference. */
function referenceOf(answer: IDataObject): string {
	const { invoice } = answer;
	const found = answer.reference_id ?? answer.id ?? (isRecord(invoice) ? invoice.id : undefined);
	return found === undefined || found === null ? '' : String(found);
}

function fileNameOf({ context, itemIndex, parameter, read }: OperationContext): string {
	const more = parameter('additionalFields');
	const given = isRecord(more) ? more.filename : undefined;
	if (typeof given === 'string' && given !== '') return given;
	const property = read.id('inputDataFieldName', 'Input Data Field Name');
	return context.helpers.assertBinaryData(itemIndex, property).fileName ?? '';
}

/** One upload and what is seen of it. */
class Watch {
	private readonly knownUploads: ReadonlySet<string>;

	/** Invoices that were there while ours was not read yet. */
	private knownInvoices: ReadonlySet<string>;

	/** Uploads of others that were under way at that time. */
	private others: ReadonlySet<string>;

	private seen = false;

	private missing = 0;

	preview = '';

	constructor(
		private readonly operation: OperationContext,
		private readonly location: number,
		readonly reference: string,
		private readonly fileName: string,
		before: Scene,
	) {
		this.knownUploads = idsOf(before.uploads);
		this.knownInvoices = idsOf(before.invoices);
		this.others = this.knownUploads;
	}

	/** Is this row ours? By its id, else, where ids are of another kind than the reference, by the name of the file. */
	private isOurs(row: IDataObject, rows: readonly IDataObject[]): boolean {
		if (String(row.id) === this.reference) return true;
		const named = rows.some(({ id }) => String(id) === this.reference);
		const fresh = !this.knownUploads.has(String(row.id));
		return !named && !this.seen && fresh && row.filename === this.fileName;
	}

	/**
	 * The invoice, as soon as the upload is no longer listed and the invoice is.
	 *
	 * @param observe gets the status of the upload
	 * @throws NodeOperationError where the extraction failed, or several invoices might be the one
	 */
	async look(
		operation: OperationContext,
		observe: (state: IDataObject) => void,
	): Promise<IDataObject | undefined> {
		const { invoices, uploads } = await this.seenIn(sceneAt(operation, this.location));
		const ours = uploads.find((row) => this.isOurs(row, uploads));
		if (ours) {
			this.seen = true;
			this.missing = 0;
			this.knownInvoices = idsOf(invoices);
			this.others = idsOf(uploads.filter((row) => row !== ours));
			this.preview = typeof ours.preview_url === 'string' ? ours.preview_url : this.preview;
			observe({ status: ours.status ?? null });
			if (FAILED.test(String(ours.status))) throw this.failed(String(ours.status));
			return undefined;
		}
		this.missing++;
		observe({ status: 'no longer listed' });
		if (!this.seen && this.missing < MISSING_TWICE) return undefined;
		const now = await this.seenIn(invoicesAt(operation, this.location));
		return this.found(now, idsOf(uploads));
	}

	/** A check that fails for good must not hide that the file is at the service. */
	private async seenIn<T>(looked: Promise<T>): Promise<T> {
		return await looked.catch((error: unknown) => {
			if (isTransient(error)) throw error;
			throw this.unread(messageOf(error));
		});
	}

	private found(
		invoices: readonly IDataObject[],
		stillListed: ReadonlySet<string>,
	): IDataObject | undefined {
		const fresh = invoices.filter(({ id }) => !this.knownInvoices.has(String(id)));
		const sure = fresh.filter((row) => this.isNamedIn(row));
		if (sure.length === 1) return sure[0];
		const [only, ...more] = fresh;
		if (!only) return undefined;
		const gone = [...this.others].filter((id) => !stillListed.has(id)).length;
		if (more.length > 0 || gone > 0) throw this.undecided(fresh, gone);
		return only;
	}

	private isNamedIn(row: IDataObject): boolean {
		return this.reference.length >= TELLING && JSON.stringify(row).includes(this.reference);
	}

	private get where(): string {
		const seen = this.preview ? ` See ${this.preview}.` : '';
		return `Ottimate has the file: do not upload it again.${seen}`;
	}

	private unread(reason: string): Error {
		return this.operation.problem(
			`The state of the upload ${this.reference} could not be read (${reason})`,
			`${this.where} Find the invoice later with "Get Many".`,
		);
	}

	private failed(status: string): Error {
		return this.operation.problem(
			`Ottimate could not read the upload ${this.reference} (status "${status}")`,
			this.where,
		);
	}

	private undecided(fresh: readonly IDataObject[], gone: number): Error {
		const names = fresh.map(
			({ id, invoice_number: number }) => `${String(number)} (${String(id)})`,
		);
		const why =
			gone > 0
				? `${gone} other upload${gone === 1 ? ' was' : 's were'} read at the same time`
				: `${fresh.length} new invoices appeared`;
		return this.operation.problem(
			`The invoice of the upload ${this.reference} cannot be identified: ${why} at location ${this.location}`,
			`Ottimate does not link invoices to uploads. It is one of these: ${names.join(', ')}. ${this.where}`,
		);
	}

	/** The error for the end of the time. */
	late({ last, trouble }: Waited<unknown>, limitMs: number): Error {
		const time = secondsIn(limitMs);
		const { reference, operation } = this;
		const advice = `${this.where} Find the invoice later with "Get Many", or raise "Time Limit (Seconds)" under "Options".`;
		const isRead = this.missing > 0;
		if (trouble === undefined) {
			const state = isRead ? 'was read, but no new invoice appeared' : 'is still being read';
			return operation.problem(`The upload ${reference} ${state} after ${time}`, advice);
		}
		const state = isRead ? 'was read, but no new invoice had appeared,' : 'was still being read';
		return last
			? operation.problem(
					`The upload ${reference} ${state} at ${last.at}; Ottimate has not answered since (${trouble})`,
					advice,
				)
			: operation.problem(
					`Ottimate did not say in ${time} what became of the upload ${reference} (${trouble})`,
					advice,
				);
	}
}

async function uploadAndWatch(operation: OperationContext, location: number): Promise<CallItem[]> {
	const limits = waitLimitsOf(operation, UPLOAD_WAIT);
	const fileName = fileNameOf(operation);
	const before = await sceneAt(beforeWait(operation), location);
	const [answer] = await operation.send();
	const watch = new Watch(operation, location, referenceOf(answer?.json ?? {}), fileName, before);
	const waited = await waitUntil(operation, limits, async (bounded, observe) => {
		return await watch.look(bounded, observe);
	});
	const { result: invoice, last } = waited;
	const names = { reference_id: watch.reference, upload_filename: fileName };
	if (invoice) return [{ json: { ...invoice, ...names } }];
	const asTool = lastState(operation.context, waited, { ...names, ...last?.state }, LATER);
	if (asTool) return asTool;
	throw watch.late(waited, limits.limitMs);
}

/** Uploads a file and waits for the invoice that Ottimate makes of it. */
export async function uploadAndWait(operation: OperationContext): Promise<CallItem[]> {
	const location = operation.read.number('ottimateLocationId', 'Location', { integer: true });
	return await inTurn(operation, location, async () => await uploadAndWatch(operation, location));
}
