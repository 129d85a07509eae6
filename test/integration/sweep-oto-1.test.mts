import { form } from '../../nodes/Oto/form';
import { describeSweep } from './support/sweep.mts';

describeSweep(form, { share: [0, 2] });
