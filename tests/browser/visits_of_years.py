"""The pages of years, delegations and lots: who looks at them, and where they are."""

from tests.browser.visits import NOBODY, Visit
from tests.browser.world import METTE, OERN, RAEV, SIGNE

OF_LOTS = "/bytinget/{assembly_year}/delegationer/{assembly_lots}"

YEAR_VISITS = (
    Visit("assembly.front", NOBODY, "/bytinget"),
    Visit("assembly.front", SIGNE, "/bytinget"),
    Visit("assembly.year", NOBODY, "/bytinget/{assembly_year}"),
    Visit("assembly.year", SIGNE, "/bytinget/{assembly_year}"),
    Visit("assembly.year", OERN, "/bytinget/{assembly_year}"),
    Visit("assembly.year", RAEV, "/bytinget/{assembly_year}"),
    Visit("assembly.year", METTE, "/bytinget/{assembly_year}"),
    Visit("assembly.new_year", SIGNE, "/bytinget/nyt"),
    Visit("assembly.change_year", SIGNE, "/bytinget/{assembly_year}/ret"),
    Visit("assembly.material", SIGNE, "/bytinget/{assembly_year}/materiale"),
    Visit("assembly.delegations", SIGNE, "/bytinget/{assembly_year}/delegationer"),
    Visit("assembly.change_delegation", SIGNE, f"{OF_LOTS}/ret"),
    Visit("assembly.delegates", SIGNE, "/bytinget/{assembly_year}/delegerede"),
    Visit("assembly.delegation", SIGNE, OF_LOTS),
    Visit("assembly.delegation", SIGNE, "/bytinget/{assembly_year}/delegationer/{assembly_named}"),
    Visit("assembly.draw", SIGNE, f"{OF_LOTS}/lod"),
    Visit("assembly.draw_result", NOBODY, "/bytinget/{assembly_year}/lod/{assembly_draw}"),
    Visit("assembly.draw_result", SIGNE, "/bytinget/{assembly_year}/lod/{assembly_draw}"),
)
