"""LIX against figures counted elsewhere, and what does and does not end a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.readability import (
    LONG_SENTENCE_WORDS,
    Level,
    LongSentence,
    level_of,
    lix,
    long_sentences,
    long_words,
)

# The texts and figures of the project's demo content.
KNOWN = [
    (10, "Vi vil gerne spille bold i hallen, selv om vi ikke går i klub. Kan to haller holde åbent fredag aften?"),
    (15, "Mange på vores skole holder sig hele dagen. Vi vil have rengøring to gange om dagen og låse, der virker."),
    (
        25,
        "Man skal ikke gå hjem, fordi man får sin menstruation. Læg bind og tamponer på alle toiletter fra 5. klasse.",
    ),
    (20, "Stien er helt mørk, når vi cykler hjem fra træning. Vi foreslår lamper, der kun tænder, når nogen kommer."),
    (11, "Vi er halvt i søvn i første time. Lad 8. og 9. klasse prøve at møde kl. 9 i et halvt år."),
    (
        12,
        "Der er ikke noget sted at være, når det regner, og man ikke har penge. Vi vil gerne selv stå for en café "
        "lørdag aften.",
    ),
    (15, "De fleste af os skater på parkeringspladser og bliver sendt væk. Giv os en lille bane, hvor vi må være."),
    (15, "Der er kun én ret uden kød, og den er tit udsolgt. Vi vil have en god grøn ret hver dag."),
    (
        16,
        "Vores forældre må hente os, hver gang vi har været til fest. En bus kl. 1 fredag og lørdag ville "
        "hjælpe mange.",
    ),
    (
        21,
        "Det er svært at sige højt, at man har det dårligt. Vi vil have en voksen på skolen, man kan gå til uden at "
        "bestille tid.",
    ),
    (15, "Nogle lærere siger ja til AI, og andre siger snyd. Lad elevrådene være med til at lave fælles regler."),
    (20, "Vi køber alt for meget nyt. Vi vil holde et byttemarked to gange om året på biblioteket."),
    (31, "Vores skolegård blev lavet om, uden at nogen spurgte os. Elevrådet skal være med fra den første tegning."),
    (26, "Biblioteket lukker, når vi har mest brug for det. Hold længere åbent i eksamenstiden i maj og juni."),
    (
        20,
        "Da jeg flyttede hertil fra Ukraine, kendte jeg ingen uden for min klasse. Lav en fast aften, hvor nye og "
        "gamle unge laver mad sammen.",
    ),
    (
        16,
        "Tak for jeres gode forslag. Vi siger nej i år. En bane koster ca. 1,2 mio. kr., og de penge er ikke i "
        "budgettet. Vi synes stadig, at byen mangler et sted til jer. Kom til vores møde den 4. marts, så tager vi "
        "banen med, når vi laver næste budget.",
    ),
    (
        14,
        "Tak, fordi I skrev. Vi kan ikke selv sætte en bus ind. Ruter bliver aftalt med Movia og de andre kommuner, "
        "og planen for i år ligger fast. Vi har sendt jeres forslag videre og bedt om svar før 1. maj. Svaret kommer "
        "her på siden.",
    ),
    (
        12,
        "Vi forstår godt, at stien føles utryg. Men den ligger i fredet natur, og faste lamper kræver tilladelse fra "
        "et nævn. Det har vi fået nej til før. I stedet sætter vi lys op på vejen ved siden af. Er det godt nok? "
        "Skriv til os før jul.",
    ),
    (
        27,
        "Det er en god idé med gode grunde. Men rådhuset må ikke bestemme, hvornår jeres skole starter. Det gør "
        "skolens leder ud fra de regler, som skolens bestyrelse laver. Elever har to pladser dér. Vi har bedt dem "
        "tage sagen op den 12. januar.",
    ),
    (
        18,
        "Vi kan ikke give penge til festen, fordi den allerede er holdt. Sådan er reglen for alle (punkt 4), så det "
        "er fair for dem, der venter på svar. Holder I en ny, så søg mindst fire uger før. Vi hjælper gerne med "
        "budgettet. Er I uenige, så skriv til Line, og få sagen set igennem igen.",
    ),
    (
        19,
        "I får et halvt ja. Vi kan ikke åbne hallen uden en voksen, for der skal være nogen, hvis der sker noget. Men "
        "vi betaler en halvært i otte fredage fra uge 6. Kommer der mindst 15 hver gang, ser vi på resten af året. "
        "Vi mødes med jer i uge 15.",
    ),
]


@pytest.mark.parametrize(("known", "text"), KNOWN)
def test_known_texts_have_their_lix(known: int, text: str) -> None:
    assert abs(lix(text).lix - known) <= 1


def test_counts_are_the_parts_of_the_formula() -> None:
    found = lix("Vi vil have rengøring. Tak!")
    assert (found.words, found.sentences, found.long_words) == (5, 2, 1)
    assert found.lix == round(5 / 2 + 100 / 5)
    assert found.level is Level.very_easy


@pytest.mark.parametrize(
    ("sentences", "text"),
    [
        (0, ""),
        (0, " \n\t "),
        (0, "... !? :"),
        (1, "Ingen tegn til sidst"),
        (2, "Første. Anden."),
        (2, "hej. vi vil gerne"),
        (2, "Hvad? Jo!"),
        (2, "Nej... Det går"),
        (2, "Nej… Det går"),
        (2, "Husk: mad og vand"),
        (1, "Vi mødes 12:30 i hallen"),
        (1, "Se https://example.dk/side.html nu"),
        (3, "Overskrift\nEn linje\n\nEt afsnit"),
        (2, "Han sagde »nej.« Vi gik."),
        (2, "Vi gik (hurtigt). Så kom de."),
        (2, "Vi gik (uden jer.) Så kom de."),
        (1, "Det koster ca. 400.000 kr. om året"),
        (1, "Det koster 1,2 mio. kr. i alt"),
        (2, "Det koster 12 mio. Vi har dem ikke"),
        (2, "Det koster 400 kr. Vi har dem ikke"),
        (1, "Kom kl. 18.30 den 4. marts 2027"),
        (2, "Det sker i 2027. Vi glæder os"),
        (1, "Fx 8. klasse, bl.a. i nr. 5 osv. og f.eks. mere"),
        (1, "Spørg A. Jensen i dag"),
        (2, "Hjælp!!! Kom nu???"),
    ],
)
def test_what_ends_a_sentence(sentences: int, text: str) -> None:
    assert lix(text).sentences == sentences


@pytest.mark.parametrize(
    ("is_long", "word"),
    [
        (False, "sekser"),
        (True, "syverne"),
        (False, "1234567"),
        (True, "æøåæøåæ"),
        (False, "a-b-c-d"),
        (True, "ø-lejren"),
    ],
)
def test_a_long_word_has_seven_letters(is_long: bool, word: str) -> None:
    assert lix(word).long_words == int(is_long)


def test_letters_written_as_two_characters_count_once() -> None:
    assert lix("a\u030ar ga\u030ard") == lix("år gård")


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (0, Level.very_easy),
        (24, Level.very_easy),
        (25, Level.easy),
        (34, Level.easy),
        (35, Level.medium),
        (44, Level.medium),
        (45, Level.hard),
        (54, Level.hard),
        (55, Level.very_hard),
        (900, Level.very_hard),
    ],
)
def test_levels(score: int, level: Level) -> None:
    assert level_of(score) is level


def test_a_text_without_words_has_lix_zero() -> None:
    assert lix("... 😀").lix == 0


def test_long_words_come_once_each_in_order() -> None:
    text = "Kommunalbestyrelsen drøfter sagen. Forvaltningen og kommunalbestyrelsen afventer."
    assert long_words(text) == ["Kommunalbestyrelsen", "drøfter", "Forvaltningen", "afventer"]


def test_the_limit_keeps_the_longest_in_order() -> None:
    text = "drøfter kommunalbestyrelsen afventer forvaltningen"
    assert long_words(text, limit=2) == ["kommunalbestyrelsen", "forvaltningen"]
    assert long_words(text, limit=0) == []


def test_names_give_way_to_words_one_can_replace() -> None:
    assert long_words("Vi bor i Lindegårdsskolen og afventer", limit=1) == ["afventer"]


def test_a_long_sentence_is_shown_as_it_was_written() -> None:
    limit = " ".join(["ord"] * LONG_SENTENCE_WORDS)
    assert long_sentences(f"Kort. {limit}.") == []
    long = f"Og her er {limit}, sagde hun!"
    text = f"Kort, ca. 4 ord. {long} Kort igen.\n{limit} og mere"
    assert long_sentences(text) == [
        LongSentence(long, LONG_SENTENCE_WORDS + 5),
        LongSentence(f"{limit} og mere", LONG_SENTENCE_WORDS + 2),
    ]
    assert long_sentences(text, limit=1) == [LongSentence(long, LONG_SENTENCE_WORDS + 5)]


@given(st.text(max_size=400))
def test_any_text_can_be_measured(text: str) -> None:
    found = lix(text)
    assert 0 <= found.long_words <= found.words
    assert (found.sentences == 0) == (found.words == 0)
    assert len(long_words(text, 3)) <= 3
