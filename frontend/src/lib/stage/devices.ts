/** Cameras and microphones: asking for them, naming them, and how loud a microphone is. */

export interface Choice {
  camera?: string | undefined;
  microphone?: string | undefined;
}

export interface Devices {
  cameras: MediaDeviceInfo[];
  microphones: MediaDeviceInfo[];
}

/** Ask for camera and microphone. Rejects as `getUserMedia` does: NotAllowedError, NotFoundError, NotReadableError. */
export function openDevices({ camera, microphone }: Choice = {}): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    video: {
      ...(camera ? { deviceId: { exact: camera } } : {}),
      ...{ width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25, max: 30 } },
    },
    audio: {
      ...(microphone ? { deviceId: { exact: microphone } } : {}),
      ...{ echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    },
  });
}

/** List what can be chosen; names are known only after the person has allowed one device. */
export async function listDevices(): Promise<Devices> {
  const found = await navigator.mediaDevices.enumerateDevices();
  return {
    cameras: found.filter(({ kind }) => kind === "videoinput"),
    microphones: found.filter(({ kind }) => kind === "audioinput"),
  };
}

export function stopStream(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

const SILENCE_DB = -60;

/** The level of samples (-1 to 1) from 0 (silence, -60 dB and less) to 1 (full). */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / (samples.length || 1);
  const db = power > 0 ? 10 * Math.log10(power) : SILENCE_DB;
  return Math.min(1, Math.max(0, 1 - db / SILENCE_DB));
}

/** Report the stream's level ten times a second until the returned function is called. */
export function meter(stream: MediaStream, onlevel: (level: number) => void): () => void {
  if (!stream.getAudioTracks().length) return () => undefined;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    onlevel(levelOf(samples));
  }, 100);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
