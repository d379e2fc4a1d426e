"""Who gets in where: the day on phones and on the big screen. The author is a delegate in the hall, and a vote by name is open."""

from tests.architecture.access_roles import AUTHOR, EVERYONE, SIGNED_IN

LIVE_DAY: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("GET assembly.now", "GET assembly.now_parts", "GET assembly.screen", "GET assembly.screen_parts"), EVERYONE
    ),
    # Whoever has no paper here is led back to what is happening, and whoever is on no list has nothing to take back.
    **dict.fromkeys(("GET assembly.day_paper", "POST assembly.unask"), SIGNED_IN),
    **dict.fromkeys(("POST assembly.day_cast", "POST assembly.come", "POST assembly.ask"), AUTHOR),
}
