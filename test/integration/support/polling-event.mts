import type { IDataObject, INodeParameters } from 'n8n-workflow';

/** An event that a polling trigger is to notice. */
export interface PollingEvent {
	name: string;
	parameters: INodeParameters;
	/** Makes what has to be there before. */
	prepare?(): Promise<void>;
	/** Makes one event, and gives what tells its item. */
	happen(): Promise<IDataObject>;
}
