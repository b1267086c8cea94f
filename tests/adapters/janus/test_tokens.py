from diemcau.adapters.janus.tokens import sign


def test_sign_gives_the_form_that_janus_reads() -> None:
    # The claim as Janus documents it; the signature by openssl: printf … | openssl dgst -sha1 -hmac janus -binary | base64
    token = sign("janus", "janus", ["janus.plugin.videoroom"], expires_at_s=1_650_000_000)
    assert token == "1650000000,janus,janus.plugin.videoroom:HcAFe7Apde/IZ9Wq1fuWZMvcRiU="


def test_sign_depends_on_the_secret() -> None:
    one = sign("a", "janus.plugin.videoroom", ["room=demo"], expires_at_s=1)
    other = sign("b", "janus.plugin.videoroom", ["room=demo"], expires_at_s=1)
    assert one.split(":")[0] == other.split(":")[0] == "1,janus.plugin.videoroom,room=demo"
    assert one != other
