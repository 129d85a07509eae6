import type { Shape } from './shape';
import { joined, shapeOf } from './shape';

const REPORT = shapeOf(`
	ok: boolean
	problem finding: string
	advice: string[]
	service environment allowedDomains: string
	hosts: <string>
	credential: { type name signIn: string }
	token: {
		obtainedAt validUntil: date-time
		ageSeconds secondsLeft: integer
		isNew: boolean
	}
	call: {
		method url answer: string
		milliseconds status: integer
	}
	clock: { serviceTime: date-time differenceSeconds: integer }
	limits: {
		perSecond adaptedPerSecond: number
		perMinute perDay sideBySide processes sentToday leftToday pauseSeconds: integer
	}
	n8n: { workflowPackage engine: string }
`);

/**
 * The item of "Connection: Check".
 *
 * @param account what the service tells of the account, in the notation of answers; undefined where it tells nothing
 */
export function connectionShape(account: string | undefined): Shape {
	const told: Shape = account === undefined ? { type: 'null' } : shapeOf(account);
	return joined(REPORT, { type: 'object', properties: { account: told } });
}
