// Preloaded with --import: writes the address of every module that Node loads into the file that LOADED names.
import { register } from 'node:module';

register(new URL('./loaded-hook.mjs', import.meta.url));
