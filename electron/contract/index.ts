import { containers } from './containers.ts';
import { doctor } from './doctor.ts';
import { images } from './images.ts';
import { settings } from './settings.ts';
import { snapshot } from './snapshot.ts';
import { terminals } from './terminals.ts';

/** Everything that window, page and command line may ask of the engine. */
export const contract = { snapshot, containers, terminals, images, doctor, settings };
export type Contract = typeof contract;
