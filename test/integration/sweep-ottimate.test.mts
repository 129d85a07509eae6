import { form } from '../../nodes/Ottimate/form';
import { describeSweep } from './support/sweep.mts';

describeSweep(form, form.provider.id, ({ chosen }) => chosen.resource !== 'apiRequest');
