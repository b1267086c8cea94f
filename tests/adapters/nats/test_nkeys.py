import pytest

from diemcau.adapters.nats.nkeys import Kind, decode_seed, encode_seed, from_raw_seed, is_public

# The pair that the public NATS documentation prints for its NKey example.
SEED = "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY"
PUBLIC = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4"


def test_decode_seed_of_the_documentation_gives_its_public_key():
    kind, raw = decode_seed(SEED)
    assert (kind, from_raw_seed(kind, raw).public) == (Kind.USER, PUBLIC)


def test_encode_seed_returns_what_was_decoded():
    assert encode_seed(*decode_seed(SEED)) == SEED


@pytest.mark.parametrize(("kind", "letter"), [(Kind.OPERATOR, "O"), (Kind.ACCOUNT, "A"), (Kind.USER, "U")])
def test_public_key_begins_with_the_letter_of_its_kind(kind, letter):
    pair = from_raw_seed(kind, bytes(32))
    assert pair.public.startswith(letter)
    assert encode_seed(kind, bytes(32)).startswith("S" + letter)


@pytest.mark.parametrize("text", [SEED[:-1] + "A", SEED[:-2], PUBLIC, "not a seed", ""])
def test_decode_seed_refuses_what_is_no_seed(text):
    with pytest.raises(ValueError):  # noqa: PT011
        decode_seed(text)


def test_is_public_tells_a_mistyped_key_and_another_kind():
    assert is_public(PUBLIC, Kind.USER)
    assert not is_public(PUBLIC, Kind.ACCOUNT)
    assert not is_public(PUBLIC[:-1] + "5", Kind.USER)
    assert not is_public("", Kind.USER)
