import { listKeys } from './config/key-list.ts';
import { noteFocus } from './attention/focus.ts';
import { listActivity } from './containers/activity.ts';
import { lookAtFile } from './containers/files.ts';
import { cleanUp, listCleanup, listVolumes } from './containers/cleanup.ts';
import { createContainer } from './containers/create.ts';
import { cancelCreation, dismissCreation } from './containers/creations.ts';
import { inspectContainer } from './containers/inspecting.ts';
import { updateLimits } from './containers/limiting.ts';
import { removeContainer, startContainer, stopContainer } from './containers/lifecycle.ts';
import { readLoad } from './containers/load.ts';
import { suggestBranch } from './containers/naming.ts';
import { explainEgress } from './containers/explain.ts';
import { listEgress, refusedHost } from './containers/egress.ts';
import {
  addAddress,
  addDomain,
  getNetwork,
  removeAddress,
  removeDomain,
  saveDomain,
  setPreset,
} from './containers/network.ts';
import { keepSecret, refreshCredentials } from './containers/refreshing.ts';
import { reconnect } from './containers/reconnect.ts';
import { nickContainer, renameContainer } from './containers/renaming.ts';
import { askHosts } from './containers/remote-hosts.ts';
import { listProviders, revoke } from './containers/revoking.ts';
import { getUsage } from './containers/using.ts';
import { credentialHere } from './credentials/credentials.ts';
import { buildBaseImage } from './docker/base.ts';
import { buildImages, cancelImageBuild, listImages, planPrune, pruneImages } from './docker/images.ts';
import { ownImageState } from './docker/own-image.ts';
import { dismissBuild } from './docker/overcome.ts';
import { collectDiagnostics } from './doctor/diagnostics.ts';
import { runDoctor } from './doctor/doctor.ts';
import { until } from './context.ts';
import { engine } from './implement.ts';
import { projectRouter } from './project/router.ts';
import { giveBase } from './review/base.ts';
import { listComments } from './review/comments/list.ts';
import { sendComments } from './review/comments/send.ts';
import { addComment, editComment, removeComment, settleComment } from './review/comments/write.ts';
import { fetchWork } from './review/fetch.ts';
import { lookAtWork } from './review/look.ts';
import { markReviewed } from './review/mark.ts';
import { mergeWork } from './review/merge.ts';
import { cancelMerge } from './review/merging.ts';
import { overlapWork } from './review/overlap.ts';
import { openPullRequest, planPullRequest } from './review/pull-request.ts';
import { unmergeWork } from './review/unmerge.ts';
import { aboutMaestro } from './settings/about.ts';
import { listLicences } from './settings/licences.ts';
import { listFolders } from './settings/folders.ts';
import { setUserKey, unsetUserKey } from './settings/settings.ts';
import { restoreContainer } from './containers/restore.ts';
import { emptyTrash, listTrash } from './containers/trash.ts';
import { lastLines } from './terminals/history.ts';
import { restartContainer } from './terminals/restart.ts';
import { signInThere } from './terminals/sign-in-there.ts';
import { proposeFromComment, proposeFromWords } from './project/proposals/propose.ts';
import { answerAgent, interruptAgent, listMessages, sendMessage, withdrawMessage } from './terminals/talk.ts';
import {
  acknowledgeTerminal,
  openTerminal,
  pasteTerminal,
  resizeTerminal,
  writeTerminal,
} from './terminals/terminals.ts';

/** The table of contents of the program: every procedure and the operation behind it. */
export const router = engine.router({
  snapshot: {
    watch: engine.snapshot.watch.handler(({ context, signal }) => context.state.watch(signal)),
  },
  containers: {
    create: engine.containers.create.handler(({ context, input }) => createContainer(context, input)),
    askHosts: engine.containers.askHosts.handler(({ context, input }) => askHosts(context, input)),
    cancelCreate: engine.containers.cancelCreate.handler(({ context, input }) => cancelCreation(context, input)),
    dismissCreation: engine.containers.dismissCreation.handler(({ context, input }) => dismissCreation(context, input)),
    suggestBranch: engine.containers.suggestBranch.handler(({ context, input }) => suggestBranch(context, input)),
    start: engine.containers.start.handler(({ context, input }) => startContainer(context, input)),
    stop: engine.containers.stop.handler(({ context, input }) => stopContainer(context, input)),
    restart: engine.containers.restart.handler(({ context, input }) => restartContainer(context, input)),
    rename: engine.containers.rename.handler(({ context, input }) => renameContainer(context, input)),
    update: engine.containers.update.handler(({ context, input }) => updateLimits(context, input)),
    nick: engine.containers.nick.handler(({ context, input }) => nickContainer(context, input)),
    remove: engine.containers.remove.handler(({ context, input }) => removeContainer(context, input)),
    cleanupPlan: engine.containers.cleanupPlan.handler(({ context, input }) => listCleanup(context, input)),
    volumesPlan: engine.containers.volumesPlan.handler(({ context }) => listVolumes(context)),
    cleanup: engine.containers.cleanup.handler(({ context, input }) => cleanUp(context, input)),
  },
  inspection: {
    get: engine.inspection.get.handler(({ context, input }) => inspectContainer(context, input)),
  },
  usage: {
    get: engine.usage.get.handler(({ context, input }) => getUsage(context, input)),
  },
  load: {
    read: engine.load.read.handler(({ context, input }) => readLoad(context, input)),
  },
  files: {
    look: engine.files.look.handler(({ context, input, signal }) => lookAtFile(until(context, signal), input)),
  },
  activity: {
    list: engine.activity.list.handler(({ context, input }) => listActivity(context, input)),
  },
  trash: {
    list: engine.trash.list.handler(({ context }) => listTrash(context)),
    restore: engine.trash.restore.handler(({ context, input }) => restoreContainer(context, input)),
    empty: engine.trash.empty.handler(({ context, input }) => emptyTrash(context, input)),
  },
  review: {
    fetch: engine.review.fetch.handler(({ context, input }) => fetchWork(context, input)),
    look: engine.review.look.handler(({ context, input, signal }) => lookAtWork(until(context, signal), input)),
    mark: engine.review.mark.handler(({ context, input }) => markReviewed(context, input)),
    overlap: engine.review.overlap.handler(({ context, input, signal }) => overlapWork(until(context, signal), input)),
    merge: engine.review.merge.handler(({ context, input }) => mergeWork(context, input)),
    cancelMerge: engine.review.cancelMerge.handler(({ context, input }) => cancelMerge(context, input)),
    giveBase: engine.review.giveBase.handler(({ context, input }) => giveBase(context, input)),
    unmerge: engine.review.unmerge.handler(({ context, input }) => unmergeWork(context, input)),
  },
  comments: {
    list: engine.comments.list.handler(({ context, input, signal }) => listComments(until(context, signal), input)),
    add: engine.comments.add.handler(({ context, input }) => addComment(context, input)),
    edit: engine.comments.edit.handler(({ context, input }) => editComment(context, input)),
    remove: engine.comments.remove.handler(({ context, input }) => removeComment(context, input)),
    settle: engine.comments.settle.handler(async ({ context, input }) => {
      const comment = await settleComment(context, input);
      const { id, text, spot } = comment;
      if (input.act === 'resolve') await proposeFromComment(context, input.name, { id, text, path: spot.path });
      return comment;
    }),
    send: engine.comments.send.handler(({ context, input }) => sendComments(context, input)),
  },
  pullRequests: {
    plan: engine.pullRequests.plan.handler(({ context, input, signal }) =>
      planPullRequest(until(context, signal), input),
    ),
    open: engine.pullRequests.open.handler(({ context, input }) => openPullRequest(context, input)),
  },
  egress: {
    list: engine.egress.list.handler(({ context, input }) => listEgress(context, input)),
    explain: engine.egress.explain.handler(({ context, input }) => explainEgress(context, input)),
    refusedHost: engine.egress.refusedHost.handler(({ context, input }) => refusedHost(context, input)),
  },
  network: {
    get: engine.network.get.handler(({ context, input }) => getNetwork(context, input)),
    addDomain: engine.network.addDomain.handler(({ context, input }) => addDomain(context, input)),
    removeDomain: engine.network.removeDomain.handler(({ context, input }) => removeDomain(context, input)),
    addAddress: engine.network.addAddress.handler(({ context, input }) => addAddress(context, input)),
    removeAddress: engine.network.removeAddress.handler(({ context, input }) => removeAddress(context, input)),
    setPreset: engine.network.setPreset.handler(({ context, input }) => setPreset(context, input)),
    saveDomain: engine.network.saveDomain.handler(({ context, input }) => saveDomain(context, input)),
  },
  credentials: {
    here: engine.credentials.here.handler(({ context, input }) => credentialHere(context, input)),
    refresh: engine.credentials.refresh.handler(({ context }) => refreshCredentials(context)),
    list: engine.credentials.list.handler(({ context, input }) => listProviders(context, input)),
    revoke: engine.credentials.revoke.handler(({ context, input }) => revoke(context, input)),
    signIn: engine.credentials.signIn.handler(({ context, input, signal }) => signInThere(context, input, signal)),
    keep: engine.credentials.keep.handler(({ context, input }) => keepSecret(context, input)),
  },
  terminals: {
    lastLines: engine.terminals.lastLines.handler(({ context, input }) => lastLines(context, input)),
    output: engine.terminals.output.handler(({ context, input, signal }) => openTerminal(context, input, signal)),
    write: engine.terminals.write.handler(({ context, input }) => writeTerminal(context, input)),
    paste: engine.terminals.paste.handler(({ context, input }) => pasteTerminal(context, input)),
    resize: engine.terminals.resize.handler(({ context, input }) => resizeTerminal(context, input)),
    acknowledge: engine.terminals.acknowledge.handler(({ context, input }) => acknowledgeTerminal(context, input)),
  },
  talk: {
    send: engine.talk.send.handler(async ({ context, input }) => {
      const waiting = await sendMessage(context, input);
      await proposeFromWords(context, input.name, input.text);
      return waiting;
    }),
    messages: engine.talk.messages.handler(({ context, input }) => listMessages(context, input)),
    withdraw: engine.talk.withdraw.handler(({ context, input }) => withdrawMessage(context, input)),
    answer: engine.talk.answer.handler(async ({ context, input }) => {
      const answered = await answerAgent(context, input);
      if (answered.kind === 'sent') await proposeFromWords(context, input.name, input.text);
      return answered;
    }),
    interrupt: engine.talk.interrupt.handler(({ context, input }) => interruptAgent(context, input)),
  },
  notices: {
    focus: engine.notices.focus.handler(({ context, input }) => noteFocus(context, input)),
  },
  images: {
    own: engine.images.own.handler(({ context }) => ownImageState(context)),
    list: engine.images.list.handler(({ context }) => listImages(context)),
    build: engine.images.build.handler(({ context, input }) => buildImages(context, input)),
    base: engine.images.base.handler(({ context, input }) => buildBaseImage(context, input)),
    cancelBuild: engine.images.cancelBuild.handler(({ context }) => cancelImageBuild(context)),
    dismissBuild: engine.images.dismissBuild.handler(({ context }) => dismissBuild(context)),
    prunePlan: engine.images.prunePlan.handler(({ context }) => planPrune(context)),
    prune: engine.images.prune.handler(({ context }) => pruneImages(context)),
  },
  doctor: {
    run: engine.doctor.run.handler(({ context }) => runDoctor(context)),
    collect: engine.doctor.collect.handler(({ context }) => collectDiagnostics(context)),
    reconnect: engine.doctor.reconnect.handler(({ context }) => reconnect(context)),
  },
  settings: {
    about: engine.settings.about.handler(({ context }) => aboutMaestro(context)),
    licences: engine.settings.licences.handler(({ context }) => listLicences(context)),
    keys: engine.settings.keys.handler(({ context }) => listKeys(context)),
    setKey: engine.settings.setKey.handler(({ context, input }) => setUserKey(context, input)),
    unsetKey: engine.settings.unsetKey.handler(({ context, input }) => unsetUserKey(context, input)),
    folders: engine.settings.folders.handler(({ input }) => listFolders(input)),
  },
  ...projectRouter,
});
export type Router = typeof router;
