import { providers } from '../providers/index.ts';
import type { Provider } from '../transport/contracts/provider.ts';

/** What a package says of its service beyond the provider's own data. */
interface Extra {
	/** Search words on npm, beside the service's id. */
	keywords: readonly string[];
	/** The workflow of docs/examples that its README shows. */
	example: string;
}

const EXTRA: Readonly<Record<string, Extra>> = {
	doo: { keywords: ['events', 'tickets', 'registration'], example: 'doo-query-event' },
	ooti: { keywords: ['architecture', 'projects', 'timesheet'], example: 'ooti-find-project' },
	otesse: { keywords: ['bookings', 'home services'], example: 'otesse-check-availability' },
	oto: { keywords: ['tryoto', 'shipping', 'labels'], example: 'oto-quote-cheapest-carrier' },
	ottimate: {
		keywords: ['plate iq', 'accounts payable', 'invoices'],
		example: 'ottimate-ready-for-export',
	},
};

/** A service that gets a package of its own. */
export interface Service extends Extra {
	provider: Provider;
	/** On npm, and in front of its node types in n8n. */
	packageName: string;
	/** The folder below nodes/, and how the names of its classes begin. */
	folder: string;
	/** The class of its request node. */
	request: string;
}

/** The name of the class that n8n knows by this name. */
export function classOf(name: string): string {
	return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

function serviceOf(provider: Provider): Service {
	const { id } = provider;
	const extra = EXTRA[id];
	if (!extra) throw new Error(`packages/services.mts says nothing of ${id}`);
	const folder = classOf(id);
	return {
		...extra,
		provider,
		packageName: `n8n-nodes-${id}`,
		folder,
		request: `${folder}Request`,
	};
}

export const services: readonly Service[] = providers.map(serviceOf);
