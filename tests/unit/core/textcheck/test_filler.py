"""Real answers pass, and what only fills the field does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.test_readability import KNOWN
from youthvoice.core.textcheck import count_real_words, fingerprint, has_real_words, is_filler, real_length

ANSWERS = [text for _, text in KNOWN[-6:]]
SENTENCE = "Vi kan ikke bygge banen i år, for der er ikke penge til den. "

REAL = [
    "Nej.",
    "Ja tak",
    "Nej, det må vi ikke.",
    "Vi ringer til dig på mandag.",
    "Mød op kl. 9 i 8.b",
    "Kom den 12.04.2027 kl. 18.30-20.00",
    "SSP og PPR hjælper jer",
    "SKRIV TIL OS",
    "Bonbon og couscous til alle",
    "Angstskrig er et ord",
    "Afghansk mad i højklasse på et daghjem",
    "We will build it next year.",
    "My rhythm is fine, why cry?",
    "سنرد عليكم الأسبوع المقبل",
    "Ми відповімо вам наступного тижня.",
    "हम अगले सप्ताह उत्तर देंगे",
    "Wir können die Straße nicht sperren.",
    "Nie możemy zbudować toru w tym roku.",
    "Se siden om lorem ipsum, som er en tekst på latin til skabeloner og tryk",
]
FILLER = [
    "",
    "   \n",
    ".",
    "....................",
    "1234567890 1234567890",
    "........ ok ........................",
    "aaaaaaaa",
    "aaaaaaaa bbbbbbbb cccccccc",
    "xxx xxx xxx xxx",
    "asdf asdf",
    "asdf",
    "ASDF QWERTY ZXCV",
    "asdasd fghfgh",
    "qwerty uiop asdfgh",
    "lkjh fdsa poiuyt",
    "hjkl bcdf ghjk",
    "nej nej nej nej",
    "bla bla bla",
    "test test test test test test",
    "nejnejnejnejnejnej",
    "hahahahahahaha",
    "a b c d e f g h j k l m n p q r",
    "abcdefghijklmnop",
    "xkcd brrt zwxq plmk",
    "strkjdhfgs krtplmnbv",
    "lorem ipsum dolor sit amet consectetur",
    "Lorem ipsum",
    "kjahsdkj sdkjhas dkjhaskdjh aksjdhkjh",
    "ab" * 20 + "cidefigo" * 20,
    "langeordudenslut" + "ogenmeretilogsåhervedsidenafdetandetordderogsåerlangt",
    SENTENCE * 2,
    SENTENCE * 9,
    "Vi har læst det. Vi har læst det. Vi har læst det.",
    "Nej tak til det " * 8,
    "😀😀😀😀 🎉",
]


@pytest.mark.parametrize("text", [*REAL, *(text for _, text in KNOWN)])
def test_true_sentences_are_not_filler(text: str) -> None:
    assert not is_filler(text)


@pytest.mark.parametrize("text", FILLER)
def test_filler_is_seen(text: str) -> None:
    assert is_filler(text)
    assert not has_real_words(text, min_letters=1, min_words=1)


@pytest.mark.parametrize("text", ANSWERS)
def test_every_answer_of_the_demo_explains(text: str) -> None:
    assert has_real_words(text)


def test_a_long_true_text_is_not_filler() -> None:
    assert not is_filler(" ".join(text for _, text in KNOWN))


def test_a_paragraph_again_and_again_is_filler() -> None:
    assert is_filler("\n".join([ANSWERS[0]] * 5))


def test_words_padded_with_mash_do_not_count() -> None:
    padded = "Nej det kan vi ikke " + "xkcd brrt zwxq " * 8
    assert len(padded) > 80
    assert not has_real_words(padded)


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (0, ""),
        (0, "......... 123456 !!!"),
        (4, "Nej."),
        (11, "Nej.  det \n må"),
        (4, "Nej. asdf"),
        (4, "Nej................"),
        (18, "Mød op kl. 9 i dag"),
        (3, "Nej 1 2 3 4 5 6 7 8"),
        (5, "a\u030ar nu"),
    ],
)
def test_real_length(length: int, text: str) -> None:
    assert real_length(text) == length


@pytest.mark.parametrize(("count", "text"), [(0, "12 ... xkcd"), (3, "Vi ses kl. 9"), (2, "idé-mager")])
def test_count_real_words(count: int, text: str) -> None:
    assert count_real_words(text) == count


@pytest.mark.parametrize(("wanted", "min_letters", "min_words"), [(True, 20, 5), (False, 21, 5), (False, 20, 6)])
def test_has_real_words_at_its_bounds(wanted: bool, min_letters: int, min_words: int) -> None:
    assert has_real_words("Vi kan ikke gøre det", min_letters, min_words) is wanted


@pytest.mark.parametrize(
    "other", ["nej, det KAN vi ikke!", " Nej det\nkan vi ikke ", "Nejdetkanviikke", "Nej \u2014 det kan vi ikke…"]
)
def test_the_same_words_have_the_same_fingerprint(other: str) -> None:
    assert fingerprint(other) == fingerprint("Nej, det kan vi ikke.")


def test_fingerprints() -> None:
    assert fingerprint("Nej, det kan vi ikke.") != fingerprint("Nej, det kan vi ikke 2.")
    assert fingerprint("a\u030a") == fingerprint("Å") != fingerprint("a")
    assert fingerprint("... !") == ""
    assert len(fingerprint("x" * 20_000)) == 64


@given(st.text(max_size=300))
def test_any_text_can_be_judged(text: str) -> None:
    assert real_length(text) >= 0
    assert not (has_real_words(text) and is_filler(text))
