import type { IDataObject } from 'n8n-workflow';

/** A list to pick a record from. */
export interface Picker {
	/** Shown in "Select a …". */
	noun: string;
	/** What a person types instead of picking, if not an ID. */
	by?: 'name';
	/** The row that lists the records, as `resource.operation`. */
	list: string;
	/** Where the records are in the answer, if that is not where the row has its own. */
	records?: string;
	/** Where a row has its id; the first that is there counts. */
	value: readonly string[];
	/** Takes the id out of what stands there, a link say, by its first group. */
	pattern?: string;
	/** Where a row has words for a person; those that are there are joined. Of `a|b` the first that is there counts. */
	label: readonly string[];
	/** Query parameter that searches at the service; without it rows are searched here. */
	search?: string;
	/**
	 * Parameters of the list that come from the node, by wire name: names of parameters, the first that is filled counts. One that
	 * begins with `&` stands beside the picker in the same entry of a list, as n8n's `getCurrentNodeParameter` has it.
	 */
	needs?: Readonly<Record<string, readonly string[]>>;
	/** Those of `needs` that the list can do without. */
	optional?: readonly string[];
	/** Where no parameter names a parent: the picker that lists the parents, by wire name in `needs`. All of them are gone through. */
	each?: Readonly<Record<string, string>>;
	/** Parameters that the list does not take but its rows should fit, as in `needs`. */
	beside?: Readonly<Record<string, readonly string[]>>;
	/**
	 * The rows that fit what else is chosen.
	 *
	 * @param chosen what was found for `needs` and `beside`
	 * @param list all rows of another list, by `resource.operation`
	 */
	narrow?(
		rows: IDataObject[],
		chosen: IDataObject,
		list: (key: string, values: IDataObject) => Promise<IDataObject[]>,
	): Promise<IDataObject[]>;
	/**
	 * The rows with further words to search in.
	 *
	 * @param list all rows of another list, by `resource.operation`
	 */
	enrich?(
		rows: IDataObject[],
		filter: string,
		list: (key: string, values: IDataObject) => Promise<IDataObject[]>,
	): Promise<IDataObject[]>;
	/** Fixed parameters of the list. */
	query?: Readonly<Record<string, string>>;
	/** An id as it looks. */
	example: string;
	/** Finds the id in an address that a person copied from the service, and such an address. */
	url?: { regex: string; example: string };
}
