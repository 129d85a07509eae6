import { form } from '../../nodes/Oto/form';
import { describeSweep } from './support/sweep.mts';

describeSweep(form, form.provider.id, ({ chosen }) => chosen.resource !== 'apiRequest');
