"""SDP offers as a browser makes them; nobody stands behind their ICE candidates."""

_TRANSPORT = """c=IN IP4 0.0.0.0
a=sendonly
a=rtcp-mux
a=ice-ufrag:abcd
a=ice-pwd:abcdefghijklmnopqrstuvwx
a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF
a=setup:actpass
"""
_HEAD = "v=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\nt=0 0\n"
_SOUND = f"m=audio 9 UDP/TLS/RTP/SAVPF 111\na=mid:0\n{_TRANSPORT}a=rtpmap:111 opus/48000/2\n"
_H264 = (
    f"m=video 9 UDP/TLS/RTP/SAVPF 96\na=mid:1\n{_TRANSPORT}a=rtpmap:96 H264/90000\n"
    "a=fmtp:96 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1\n"
)


def _crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


STAGE = _crlf(f"{_HEAD}a=group:BUNDLE 0 1\n{_SOUND}{_H264}")
SOUND_ONLY = _crlf(f"{_HEAD}a=group:BUNDLE 0\n{_SOUND}")
