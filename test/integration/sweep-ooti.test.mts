import { form } from '../../nodes/Ooti/form';
import { describeSweep } from './support/sweep.mts';

describeSweep(form, form.provider.id, ({ chosen }) => chosen.resource !== 'apiRequest');
