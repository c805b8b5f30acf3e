import { z } from 'zod';
import { EgressId } from '../../contract/egress.ts';
import { IN_FORCE } from '../../contract/network.ts';
import type { Engine } from '../../engine/engine.ts';
import { readFlags } from '../arguments/input.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { calledToday } from '../output/called.ts';
import { containerNamed, warnOfOpen, warnOfWhole } from '../output/network.ts';
import { confirm, onTerminal } from '../prompt.ts';

const Flags = z.object({
  save: z.boolean().default(false),
  'no-save': z.boolean().default(false),
  ip: z.string().optional(),
  once: z.boolean().default(false),
  'until-stopped': z.boolean().default(false),
});

/** Lets a container reach one more host, or ask more of one, which the id of a refused row may name too; asks whether every container may. */
export async function run(call: Call): Promise<undefined> {
  const flags = readFlags(Flags, call);
  const [wanted, given = flags.ip, ...more] = call.args;
  if (wanted === undefined || given === undefined || more.length > 0 || (flags.ip !== undefined && given !== flags.ip))
    throw new UsageError(
      '"maestro add-domain" takes a container and a host, a rule, the id of a refused row, or --ip and an address.',
      'maestro add-domain NAME api.example.com, or in quotes a rule: "GET,HEAD pkg.example.com/*"',
    );
  const { network, saved, domain, called } = await withEngine(async (engine) => {
    const name = await containerNamed(engine, wanted);
    const called = (await calledToday(engine))(name);
    if (flags.ip !== undefined) {
      const added = await engine.client.network.addAddress({ name, address: flags.ip });
      return { network: added, domain: flags.ip, saved: false, called };
    }
    const domain = isId(given) ? (await engine.client.egress.refusedHost({ name, id: given })).host : given;
    const term = flags.once ? 'once' : flags['until-stopped'] ? 'until-stopped' : 'always';
    const added = await engine.client.network.addDomain({ name, domain, term });
    const saved = term === 'always' && (await save(engine, { call, flags, domain }));
    return { network: added, domain, saved, called };
  });
  call.out.result({ ...network, saved }, () => {
    const written = saved ? ' config.yml lists it for every container.' : '';
    return `${called} may reach ${domain}. ${IN_FORCE[network.inForce]}${written}`;
  });
  warnOfOpen({ ...network, called }, call.out);
  warnOfWhole({ ...network, called }, domain, call.out);
}

/** No host name that can be allowed is without a dot. */
function isId(text: string): boolean {
  return EgressId.safeParse(text).success;
}

interface Question {
  readonly call: Call;
  readonly flags: z.output<typeof Flags>;
  readonly domain: string;
}

/** Whether it is in `config.yml` now. Without a flag or somebody to ask, that file stays as it is. */
async function save({ client }: Engine, { call: { out }, flags, domain }: Question): Promise<boolean> {
  const mayAsk = !flags['no-save'] && onTerminal() && !out.json;
  const wanted =
    flags.save || (mayAsk && (await confirm(`Also allow ${domain} in ~/.maestro/config.yml?`, 'no', 'Add --save.')));
  if (!wanted) return false;
  await client.network.saveDomain({ domain });
  return true;
}
