import { form } from '../../nodes/Ooti/form';
import { describeSweep } from './support/sweep.mts';

describeSweep(form, { share: [2, 3] });
