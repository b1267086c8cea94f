/**
 * The stage's camera and microphone on their way to the programme feed: one WebRTC connection, made again by itself whenever
 * a part on the way was restarted. The page only says start, stop and, when somebody else is on the stage, take over.
 */

import { Backoff } from "./backoff";

export type StageState =
  /** Nothing is sent. */
  | { kind: "idle" }
  /** On the way; `tries` counts from 1. */
  | { kind: "connecting"; tries: number }
  /** Picture and sound reach the server. `onAir`: they are on the programme feed. */
  | { kind: "sending"; onAir: boolean }
  /** Somebody else is on the stage; `takeOver` goes on, `stop` gives up. */
  | { kind: "busy"; by: string }
  /** Somebody else has taken the stage over. */
  | { kind: "taken"; by: string }
  /** The room is not open, or has ended. */
  | { kind: "closed" }
  /** The server refuses, in its own words; a person must do something. */
  | { kind: "refused"; message: string };

export type ToServer =
  | { type: "publish"; sdp: string; takeover: boolean; page: string }
  | { type: "trickle"; candidate: RTCIceCandidateInit | null }
  | { type: "bye" };

export type FromServer =
  | { type: "welcome" | "renegotiate" | "ended" | "closed" }
  | { type: "answer"; sdp: string }
  | { type: "trickle"; candidate: RTCIceCandidateInit | null }
  | { type: "busy" | "taken"; by: string }
  | { type: "on_air"; on: boolean }
  | { type: "refused"; code: string; message: string };

/** A server that is being restarted refuses for a moment; these are tried again. */
const PASSING = new Set(["janus_down", "janus_no_such_room", "unavailable"]);
const VIDEO_BPS = 2_500_000;
const LOST_MS = 4000;

export const signalUrl = (slug: string, at: Location = location): string =>
  `${at.protocol === "https:" ? "wss" : "ws"}://${at.host}/media/${encodeURIComponent(slug)}/signal`;

export class StagePublisher {
  state: StageState = { kind: "idle" };
  #stream: MediaStream | undefined;
  #socket: WebSocket | undefined;
  #peer: RTCPeerConnection | undefined;
  #early: (RTCIceCandidateInit | null)[] = [];
  // One stage, not thousands of halls: it may knock often.
  #backoff = new Backoff(400, 2000);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #takeover = false;

  /** `page` names the page beyond a reload: what it published before its link broke is in nobody's way. */
  constructor(
    private url: string,
    private page: string,
    private onstate: (state: StageState) => void,
  ) {}

  /** Send this stream, from now until `stop`. */
  start(stream: MediaStream): void {
    this.#stream = stream;
    this.#takeover = false;
    this.#say({ kind: "connecting", tries: ++this.#tries });
    this.#connect();
  }

  /** Take the stage over from whoever has it; the person has confirmed it. */
  takeOver(): void {
    this.#takeover = true;
    this.#say({ kind: "connecting", tries: ++this.#tries });
    if (this.#socket?.readyState === WebSocket.OPEN) void this.#publish();
    else this.#connect();
  }

  /** Send another camera or microphone without a new connection. */
  async replace(stream: MediaStream): Promise<void> {
    this.#stream = stream;
    for (const sender of this.#peer?.getSenders() ?? []) {
      const track = stream.getTracks().find((one) => one.kind === sender.track?.kind);
      if (track) await sender.replaceTrack(track);
    }
  }

  /** Leave the stage. */
  stop(): void {
    this.#tell({ type: "bye" });
    this.#giveUp({ kind: "idle" });
  }

  /** What the connection carries, for the stage page: kilobits a second asked for and the picture's height. */
  async height(): Promise<number | null> {
    const report = await this.#peer?.getStats();
    for (const stats of report?.values() ?? []) {
      if (stats.type === "outbound-rtp" && stats.kind === "video") return (stats.frameHeight as number | undefined) ?? null;
    }
    return null;
  }

  #say(state: StageState): void {
    this.state = state;
    this.onstate(state);
  }

  #giveUp(state: StageState): void {
    clearTimeout(this.#timer);
    this.#stream = undefined;
    this.#hangUp();
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    this.#say(state);
  }

  #connect(): void {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    socket.onmessage = (event) => {
      if (this.#socket === socket) void this.#take(JSON.parse(String(event.data)) as FromServer).catch(() => this.#again());
    };
    socket.onclose = () => {
      if (this.#socket === socket) this.#again();
    };
  }

  /** Begin again after a pause: on the socket that is open, or on a new one. */
  #again(): void {
    this.#hangUp();
    // Who is asked whether to take the stage over does not get it by a server that was restarted meanwhile.
    if (!this.#stream || this.state.kind === "busy") return;
    clearTimeout(this.#timer);
    this.#say({ kind: "connecting", tries: ++this.#tries });
    this.#timer = setTimeout(() => {
      if (this.#socket?.readyState === WebSocket.OPEN) void this.#publish().catch(() => this.#again());
      else this.#connect();
    }, this.#backoff.next());
  }

  async #take(message: FromServer): Promise<void> {
    switch (message.type) {
      case "welcome":
        return this.#publish();
      case "answer":
        return this.#answer(message.sdp);
      case "trickle":
        return this.#addCandidate(message.candidate);
      case "on_air":
        return this.#say({ kind: "sending", onAir: message.on });
      case "renegotiate":
        return this.#again();
      case "busy":
        this.#hangUp();
        return this.#say({ kind: "busy", by: message.by });
      case "taken":
        return this.#giveUp({ kind: "taken", by: message.by });
      case "ended":
      case "closed":
        return this.#giveUp({ kind: "closed" });
      case "refused":
        return PASSING.has(message.code) ? this.#again() : this.#giveUp({ kind: "refused", message: message.message });
    }
  }

  async #publish(): Promise<void> {
    this.#hangUp();
    if (!this.#stream) return;
    const peer = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
    this.#peer = peer;
    peer.onicecandidate = (event) => {
      if (this.#peer === peer) this.#tell({ type: "trickle", candidate: event.candidate?.toJSON() ?? null });
    };
    peer.onconnectionstatechange = () => this.#onConnection(peer);
    for (const track of this.#stream.getTracks()) addTrack(peer, track, this.#stream);
    await peer.setLocalDescription();
    if (this.#peer === peer) this.#tell({ type: "publish", sdp: peer.localDescription?.sdp ?? "", takeover: this.#takeover, page: this.page });
  }

  async #answer(sdp: string): Promise<void> {
    const peer = this.#peer;
    await peer?.setRemoteDescription({ type: "answer", sdp });
    for (const candidate of this.#early.splice(0)) await peer?.addIceCandidate(candidate ?? undefined);
  }

  async #addCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    if (this.#peer?.remoteDescription) await this.#peer.addIceCandidate(candidate ?? undefined);
    else this.#early.push(candidate);
  }

  #onConnection(peer: RTCPeerConnection): void {
    if (this.#peer !== peer) return;
    clearTimeout(this.#timer);
    if (peer.connectionState === "connected") {
      this.#backoff.reset();
      this.#tries = 0;
      this.#takeover = false; // Whoever comes onto the stage while we are away is not put off it unasked.
      if (this.state.kind !== "sending") this.#say({ kind: "sending", onAir: false });
    } else if (peer.connectionState === "failed") {
      this.#again();
    } else if (peer.connectionState === "disconnected") {
      this.#timer = setTimeout(() => this.#again(), LOST_MS);
    }
  }

  #tell(message: ToServer): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #hangUp(): void {
    const peer = this.#peer;
    this.#peer = undefined;
    this.#early = [];
    peer?.close();
  }
}

function addTrack(peer: RTCPeerConnection, track: MediaStreamTrack, stream: MediaStream): void {
  const isVideo = track.kind === "video";
  const sendEncodings = isVideo ? [{ maxBitrate: VIDEO_BPS }] : [];
  const transceiver = peer.addTransceiver(track, { direction: "sendonly", streams: [stream], sendEncodings });
  if (!isVideo) return;
  transceiver.setCodecPreferences?.(preferH264(RTCRtpReceiver.getCapabilities("video")?.codecs ?? []));
  const parameters = transceiver.sender.getParameters();
  // Text on slides must stay sharp; where the link is weak, rather fewer pictures a second.
  parameters.degradationPreference = "maintain-resolution";
  void transceiver.sender.setParameters(parameters).catch(() => undefined);
}

/** Put H264 of the profile that the room speaks (42e01f) first, other H264 after it, everything else last. */
export function preferH264<Codec extends { mimeType: string; sdpFmtpLine?: string | undefined }>(codecs: Codec[]): Codec[] {
  const rank = ({ mimeType, sdpFmtpLine = "" }: Codec): number => {
    if (mimeType.toLowerCase() !== "video/h264") return 2;
    return sdpFmtpLine.includes("profile-level-id=42e01f") && sdpFmtpLine.includes("packetization-mode=1") ? 0 : 1;
  };
  return [...codecs].sort((one, other) => rank(one) - rank(other));
}
