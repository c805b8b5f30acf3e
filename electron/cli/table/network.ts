import type { Command } from '../arguments/command.ts';

/** What a container may reach. */
export const NETWORK_COMMANDS: readonly Command[] = [
  {
    name: 'domains',
    about: 'Show what a container may reach, and which names it asked for in vain',
    args: 'CONTAINER',
    completes: 'container',
    flags: [
      {
        name: 'preset',
        value: 'NAME',
        about: 'First choose how much it may reach: locked, standard, open',
        completes: ['locked', 'standard', 'open'],
      },
    ],
    example: 'maestro domains feat-oauth-1',
    load: () => import('../commands/domains.ts'),
  },
  {
    name: 'egress',
    about: 'Show what a container tried in its network: allowed and refused, with the rule that decided',
    args: 'CONTAINER',
    completes: 'container',
    flags: [
      { name: 'follow', short: 'F', about: 'Go on, and print each row again when something happens to it' },
      { name: 'blocked', about: 'Only what was refused' },
    ],
    commands: [
      {
        name: 'explain',
        about: 'Ask whether a connection would pass, and what decides that; nothing is sent there',
        args: 'CONTAINER URL',
        completes: 'container',
        flags: [
          {
            name: 'method',
            value: 'METHOD',
            about: 'How it would be asked for (default GET), where a rule looks at that',
          },
        ],
        example: 'maestro egress explain feat-oauth-1 https://api.example.com/v1',
        load: () => import('../commands/egress-explain.ts'),
      },
    ],
    example: 'maestro egress feat-oauth-1 --blocked',
    load: () => import('../commands/egress.ts'),
  },
  {
    name: 'add-domain',
    about:
      'Let a container reach one more host, at once (*.NAME: every host below it; "GET NAME/*", "git-read NAME/*": no more of it than that; an id of egress: what was refused)',
    args: 'CONTAINER [DOMAIN|RULE|ID]',
    completes: 'container',
    flags: [
      { name: 'ip', value: 'ADDRESS', about: 'Instead of a host: an IPv4 address, for connections that name no host' },
      { name: 'once', about: 'For ten minutes' },
      { name: 'until-stopped', about: 'Until the container is stopped' },
      { name: 'save', about: 'Also write it into ~/.maestro/config.yml, for every container' },
      { name: 'no-save', about: 'Do not ask about that' },
    ],
    exclude: [
      ['save', 'no-save'],
      ['save', 'ip', 'once', 'until-stopped'],
    ],
    example: 'maestro add-domain feat-oauth-1 api.example.com',
    load: () => import('../commands/add-domain.ts'),
  },
  {
    name: 'remove-domain',
    about: 'Take a host or a rule away from a container, and end its connections to it',
    args: 'CONTAINER [DOMAIN|RULE]',
    completes: 'container',
    flags: [{ name: 'ip', value: 'ADDRESS', about: 'Instead of a host: an address that was added' }],
    example: 'maestro remove-domain feat-oauth-1 api.example.com',
    load: () => import('../commands/remove-domain.ts'),
  },
];
