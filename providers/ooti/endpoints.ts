import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import { access } from './endpoints/organization/access';
import { clients } from './endpoints/organization/clients';
import { defaults } from './endpoints/money/defaults';
import { employees } from './endpoints/organization/employees';
import { expenses } from './endpoints/money/expenses';
import { fees } from './endpoints/money/fees';
import { files } from './endpoints/organization/files';
import { finance } from './endpoints/money/finance';
import { invoices } from './endpoints/money/invoices';
import { mail } from './endpoints/organization/mail';
import { organizations } from './endpoints/organization/organization';
import { people } from './endpoints/organization/people';
import { posts } from './endpoints/organization/posts';
import { progress } from './endpoints/projects/progress';
import { projections } from './endpoints/projects/projections';
import { projects } from './endpoints/projects/projects';
import { reports } from './endpoints/projects/reports';
import { scheduling } from './endpoints/projects/scheduling';
import { structure } from './endpoints/projects/structure';
import { suppliers } from './endpoints/money/suppliers';
import { tasks } from './endpoints/projects/tasks';
import { time } from './endpoints/projects/time';

export const endpoints: readonly EndpointDefinition[] = [
	...projects,
	...structure,
	...progress,
	...clients,
	...invoices,
	...fees,
	...time,
	...expenses,
	...tasks,
	...suppliers,
	...employees,
	...people,
	...organizations,
	...finance,
	...scheduling,
	...projections,
	...defaults,
	...files,
	...reports,
	...mail,
	...posts,
	...access,
];
