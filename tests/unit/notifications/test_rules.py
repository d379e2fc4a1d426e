"""Topics and paces, when digests are due, and which addresses a browser may give us."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from youthvoice.notifications.browsers import browser_name, is_browser_key, is_push_endpoint
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.labels import PACE_LABELS, TOPIC_HINTS, TOPIC_LABELS
from youthvoice.notifications.presenting import HEADLINES, ICONS
from youthvoice.notifications.rules import (
    DEFAULT_PACE,
    FIXED_TOPICS,
    TOPIC_OF,
    TOPICS,
    Choice,
    NewsTopic,
    Pace,
    digest_cut,
    topics_for,
    with_defaults,
)

LOCAL = ZoneInfo("Europe/Copenhagen")
HOSTS = ("push.example.com", "127.0.0.1")


def test_every_kind_of_news_belongs_to_one_topic_and_has_its_words() -> None:
    listed = [kind for kinds in TOPICS.values() for kind in kinds]
    assert sorted(listed) == sorted(NewsKind)
    assert set(TOPIC_OF) == set(HEADLINES) == set(ICONS) == set(NewsKind)
    assert set(TOPICS) == set(DEFAULT_PACE) == set(TOPIC_LABELS) == set(TOPIC_HINTS) == set(NewsTopic)
    assert set(PACE_LABELS) == set(Pace)


def test_a_cry_for_help_is_mailed_at_once_and_cannot_be_set() -> None:
    assert TOPIC_OF[NewsKind.alarm] in FIXED_TOPICS
    held = with_defaults({"alarms": Choice(Pace.never, push=False), "comments": Choice(Pace.never, push=True)})
    assert held[NewsTopic.alarms].pace is Pace.now
    assert held[NewsTopic.comments] == Choice(Pace.never, push=True)
    assert held[NewsTopic.own] == Choice(Pace.now, push=True)
    for is_adult in (True, False):
        assert not FIXED_TOPICS & set(topics_for(is_adult=is_adult))
    assert NewsTopic.duties in topics_for(is_adult=True)
    assert NewsTopic.duties not in topics_for(is_adult=False)


@pytest.mark.parametrize(
    ("now", "daily", "weekly"),
    [
        # 1 March 2027 is a Monday.
        ("2027-03-01 15:59:59", "2027-02-28 16:00", "2027-02-22 16:00"),
        ("2027-03-01 16:00:00", "2027-03-01 16:00", "2027-03-01 16:00"),
        ("2027-03-02 00:00:00", "2027-03-01 16:00", "2027-03-01 16:00"),
        ("2027-03-02 16:00:00", "2027-03-02 16:00", "2027-03-01 16:00"),
        ("2027-03-07 23:59:59", "2027-03-07 16:00", "2027-03-01 16:00"),
        ("2027-03-08 15:00:00", "2027-03-07 16:00", "2027-03-01 16:00"),
        # The day on which clocks change, and the Monday after.
        ("2027-03-28 16:00:00", "2027-03-28 16:00", "2027-03-22 16:00"),
        ("2027-03-29 16:00:00", "2027-03-29 16:00", "2027-03-29 16:00"),
    ],
)
def test_digests_are_due_at_four_and_the_weeks_on_mondays(now: str, daily: str, weekly: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=LOCAL)
    assert digest_cut(Pace.daily, moment) == datetime.fromisoformat(daily).replace(tzinfo=LOCAL)
    assert digest_cut(Pace.weekly, moment) == datetime.fromisoformat(weekly).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://push.example.com/a", True),
        ("https://eu.push.example.com/a?b", True),
        ("https://push.example.com:8443/a", True),
        ("http://push.example.com/a", False),
        ("http://127.0.0.1:9/a", True),
        ("https://evilpush.example.com/a", False),
        ("https://push.example.com.evil.test/a", False),
        ("https://push.example.com@evil.test/a", False),
        ("https://169.254.169.254/latest", False),
        ("https:///a", False),
        ("file://push.example.com/a", False),
        ("http://[::1", False),
        ("https://push.example.com/a\r\nX: y", False),
        ("", False),
    ],
)
def test_the_worker_is_sent_to_push_services_alone(address: str, fits: bool) -> None:
    assert is_push_endpoint(address, HOSTS) is fits


def test_keys_of_browsers() -> None:
    assert is_browser_key("A" * 22, 16)
    assert is_browser_key("A" * 22 + "==", 16)
    for wrong in ("", "A" * 21, "A" * 24, "ø" * 22, "A+" * 11, "A B" * 8):
        assert not is_browser_key(wrong, 16), wrong


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("", "Browser"),
    ],
)
def test_a_browser_is_called_what_its_owner_calls_it(agent: str, name: str) -> None:
    assert browser_name(agent) == name
