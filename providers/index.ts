import type { Provider } from '../transport/contracts/provider';
import { doo } from './doo';
import { ooti } from './ooti';
import { otesse } from './otesse';
import { oto } from './oto';
import { ottimate } from './ottimate';

/** The one place that knows which services there are. */
export const providers: readonly Provider[] = [doo, ooti, otesse, oto, ottimate];

/** @throws Error for a service that is not in the registry */
export function providerById(id: string): Provider {
	const provider = providers.find((candidate) => candidate.id === id);
	if (!provider) throw new Error(`There is no service "${id}"`);
	return provider;
}
