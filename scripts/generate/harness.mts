import type { ServiceId } from '../../providers/index.ts';
import { providers } from '../../providers/index.ts';
import { exists } from './known.mts';
import type { Files } from './manifest.mts';

const MADE = '// Made by "npm run generate".\n';

/** Services that tests know: those with a folder in test/services. `npm run check-service` names those without. */
function known(file: string): ServiceId[] {
	return providers.map(({ id }) => id).filter((id) => exists(`test/services/${id}/${file}`));
}

function simulators(): string {
	const ids = known('simulator/index.mts');
	return `${MADE}import type { ServiceModule } from '../sandbox/core/types.mts';
${ids.map((id) => `import { ${id} } from './${id}/simulator/index.mts';`).join('\n')}

/** What each service is simulated with. */
export const simulators: readonly ServiceModule[] = [${ids.join(', ')}];
`;
}

function facts(): string {
	const ids = known('index.mts');
	return `${MADE}${ids.map((id) => `import { ${id} } from './${id}/index.mts';`).join('\n')}
import type { TestedService } from './types.mts';

/** All services of providers/index.ts. */
export const tested: readonly TestedService[] = [${ids.join(', ')}];
`;
}

/** The lists of the test harness: nothing in them is needed to build the package. */
export function harnessFiles(): Files {
	return new Map([
		['test/services/simulators.mts', simulators()],
		['test/services/all.mts', facts()],
	]);
}
