"""Motions, amendments and committees of a year: who looks at them, and where they are."""

from tests.browser.visits import NOBODY, Visit
from tests.browser.world import RAEV, SIGNE

BASE = "/bytinget/2044"

MOTION_VISITS = (
    Visit("assembly.motions", NOBODY, f"{BASE}/forslag"),
    Visit("assembly.motions", NOBODY, f"{BASE}/forslag?vis=afgjort"),
    Visit("assembly.motions", RAEV, f"{BASE}/forslag"),
    Visit("assembly.motions", SIGNE, f"{BASE}/forslag?udvalg={{committee}}"),
    Visit("assembly.motion", NOBODY, f"{BASE}/forslag/1"),
    Visit("assembly.motion", NOBODY, f"{BASE}/forslag/4"),
    Visit("assembly.motion", RAEV, f"{BASE}/forslag/2"),
    Visit("assembly.motion", SIGNE, f"{BASE}/forslag/1"),
    Visit("assembly.motion_versions", NOBODY, f"{BASE}/forslag/1/versioner"),
    Visit("assembly.motion_versions", NOBODY, f"{BASE}/forslag/1/versioner?fra=1&til=3"),
    Visit("assembly.motion_help", RAEV, f"{BASE}/hjaelp?forslag=1"),
    Visit("assembly.new_motion", RAEV, f"{BASE}/forslag/nyt"),
    Visit("assembly.motion_draft", RAEV, f"{BASE}/kladder/{{motion_draft}}"),
    Visit("assembly.edit_motion", RAEV, f"{BASE}/forslag/1/ret"),
    Visit("assembly.withdraw_motion", RAEV, f"{BASE}/forslag/1/traek-tilbage"),
    Visit("assembly.give_motion", SIGNE, f"{BASE}/forslag/1/udvalg"),
    Visit("assembly.merge_motion", SIGNE, f"{BASE}/forslag/1/saml"),
    Visit("assembly.merge_motion", SIGNE, f"{BASE}/forslag/1/saml?med=2"),
    Visit("assembly.new_amendment", RAEV, f"{BASE}/forslag/1/aendringer/ny"),
    Visit("assembly.amendment", NOBODY, f"{BASE}/forslag/1/aendringer/1"),
    Visit("assembly.amendment", RAEV, f"{BASE}/forslag/1/aendringer/1"),
    Visit("assembly.take_in_amendment", RAEV, f"{BASE}/forslag/1/aendringer/1/skriv-ind"),
    Visit("assembly.carried", SIGNE, f"{BASE}/baaret"),
    Visit("assembly.committees", NOBODY, f"{BASE}/udvalg"),
    Visit("assembly.committees", SIGNE, f"{BASE}/udvalg"),
    Visit("assembly.committee", NOBODY, f"{BASE}/udvalg/{{committee}}"),
    Visit("assembly.committee", RAEV, f"{BASE}/udvalg/{{committee}}"),
    Visit("assembly.new_committee", SIGNE, f"{BASE}/udvalg/nyt"),
    Visit("assembly.change_committee", SIGNE, f"{BASE}/udvalg/{{committee}}/ret"),
    Visit("assembly.committee_members", SIGNE, f"{BASE}/udvalg/{{committee}}/medlemmer"),
)
