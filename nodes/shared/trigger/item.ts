import type { IDataObject } from 'n8n-workflow';

/** Old and new value of one field; a side is left out where its value is not known. */
export interface FieldChange extends IDataObject {
	field: string;
	old?: IDataObject[string];
	new?: IDataObject[string];
}

/** What every item of a trigger says about its event, beside the record. */
export interface TriggerEvent {
	/** Its name, in the words of the service or of "Trigger On". */
	event: string;
	/** The same for each delivery of one event, and different for another event. */
	eventKey: string;
	/** ISO 8601 in UTC; undefined where the service does not say when. */
	occurredAt?: string;
	/** The record in the service's web application, where its address is documented. */
	link?: string;
	changes?: FieldChange[];
}

const OWN: ReadonlyArray<keyof TriggerEvent> = [
	'event',
	'eventKey',
	'occurredAt',
	'link',
	'changes',
];

/** An item of a trigger: the event first, then the record. Fields of the record with the name of one of the event's get `record_` before it. */
export function triggerItem(event: TriggerEvent, record: IDataObject): IDataObject {
	const facts = Object.fromEntries(
		OWN.filter((name) => event[name] !== undefined).map((name) => [name, event[name]]),
	);
	const fields = Object.entries(record).map(([name, value]) => [
		OWN.some((own) => own === name) ? `record_${name}` : name,
		value,
	]);
	return { ...facts, ...Object.fromEntries(fields) } as IDataObject;
}
